package io.photosync.ops.user;

import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import io.photosync.ops.deadletter.LetterView;
import io.photosync.ops.user.UserDirectory.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that is known of a user, in JSON. */
@Schema(name = "User")
public record UserView(
        String userId,
        String userPrincipalName,
        Optional<RosterEntry> roster,

        @Schema(description = "How the work on the user last ended")
        Optional<Settlement> settled,

        @Schema(description = "Attempts that began to write to SharePoint and have no end")
        List<Settlement> writing,

        @Schema(description = "The newest event that has not ended yet")
        Optional<PhotoEvent> onItsWay,

        Optional<PendingRetry> retry,
        Optional<LetterView> deadLetter,

        @Schema(description = "The last event in the live lane; left out once SharePoint shows what it led to")
        Optional<PhotoEvent> live,

        @Schema(description = "The last event in the bulk lane, likewise")
        Optional<PhotoEvent> bulk) {

    static UserView of(Person person, UserState userState, Optional<OpenDeadLetter> letter) {
        return new UserView(
                person.id(),
                person.userPrincipalName(),
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
