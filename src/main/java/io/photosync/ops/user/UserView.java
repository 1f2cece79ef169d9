package io.photosync.ops.user;

import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import io.photosync.ops.deadletter.LetterView;
import io.photosync.ops.user.UserDirectory.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The state of a user as JSON. */
@Schema(name = "User")
public record UserView(
        String userId,
        String userPrincipalName,
        Optional<RosterEntry> roster,

        @Schema(description = "The last settlement") Optional<Settlement> settled,

        @Schema(description = "Attempts that began to write to SharePoint and have not ended")
        List<Settlement> writing,

        @Schema(description = "The newest event that has not ended yet")
        Optional<PhotoEvent> onItsWay,

        Optional<PendingRetry> retry,
        Optional<LetterView> deadLetter,

        @Schema(description = "The last event in the live lane; absent once SharePoint reflects it")
        Optional<PhotoEvent> live,

        @Schema(description = "The last event in the bulk lane, likewise")
        Optional<PhotoEvent> bulk) {

    public static UserView of(UserRef ref, UserState userState, Optional<OpenDeadLetter> letter) {
        return new UserView(
                ref.id(),
                ref.userPrincipalName(),
                userState.roster(),
                userState.settled(),
                userState.target().open(),
                userState.onItsWay(Instant.MIN),
                userState.retry(),
                letter.map(LetterView::of),
                userState.live(),
                userState.bulk());
    }
}
