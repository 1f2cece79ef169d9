package io.photosync.ops.deadletter;

import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dead letter as JSON. */
@Schema(name = "DeadLetter")
public record LetterView(
        @Schema(description = "User id, or topic, partition and offset of an event that names no user")
        String userId,

        Optional<String> userPrincipalName,
        Optional<String> displayName,

        @Schema(description = "Whether a newer event of this user is pending")
        OpenDeadLetter.State state,

        FailureCode code,
        @Schema(description = "What the code means") String meaning,
        @Schema(description = "Who can remove the cause") FailureCode.Actor actor,
        @Schema(description = "What happened, on one line") String detail,
        int attempts,
        Instant firstFailure,
        Instant lastFailure,
        Optional<Integer> httpStatus,

        @Schema(description = "Microsoft's id of the request that failed")
        Optional<String> requestId,

        @Schema(description = "Topic, partition and offset of the event")
        RecordPosition origin,

        @Schema(description = "Offset of the letter in its topic; an action may name it")
        long offset,

        @Schema(description = "The event that was given up; absent when it could not be read")
        Optional<PhotoEvent> event) {

    public static LetterView of(OpenDeadLetter openDeadLetter) {
        FailureNote note = openDeadLetter.note();
        return new LetterView(
                openDeadLetter.key(),
                openDeadLetter.userPrincipalName(),
                openDeadLetter.displayName(),
                openDeadLetter.state(),
                note.code(),
                note.code().description(),
                note.code().actor(),
                note.detail(),
                openDeadLetter.open().attempts(),
                note.firstAt(),
                note.lastAt(),
                note.httpStatus(),
                note.requestId(),
                openDeadLetter.open().origin(),
                openDeadLetter.open().offset(),
                openDeadLetter.open().event());
    }
}
