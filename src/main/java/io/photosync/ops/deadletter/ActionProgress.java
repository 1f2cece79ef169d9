package io.photosync.ops.deadletter;

import io.photosync.deadletter.ActedState;
import io.photosync.deadletter.LetterAction;
import io.photosync.event.FailureCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A replay or discard, and what became of each letter. */
public record ActionProgress(
        LetterAction action,

        @Schema(description = "Number of letters by state, without states that none has")
        Map<ActedState, Integer> states,

        List<Letter> letters) {
    /** One letter of an action. */
    @Schema(name = "ActedLetter")
    public record Letter(
            @Schema(description = "User id, or topic, partition and offset of an event that names no user")
            String userId,

            Optional<String> userPrincipalName,

            @Schema(description = "The event that was published, or given up; absent when there was none")
            Optional<String> event,

            @Schema(description = "The letter's code when it was replayed or discarded")
            FailureCode before,

            @Schema(
                    description =
                            "RESOLVED: closed. ON_ITS_WAY: an event is pending. FAILED_AS_BEFORE: there is another letter with"
                                    + " the same code. FAILED_NEWLY: with another code. SKIPPED: nothing is to be done for"
                                    + " the user, or the letter was not reached; it may be open as it was.")
            ActedState state,

            @Schema(description = "The code of the user's open letter, if there is one")
            Optional<FailureCode> now) {}
}
