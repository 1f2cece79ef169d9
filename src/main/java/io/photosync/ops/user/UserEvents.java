package io.photosync.ops.user;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.UserState;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A user's events that the ledger still holds, finished or not. */
public final class UserEvents {
    private UserEvents() {}

    /** The name in the roster, else in the newest event. */
    public static Optional<String> userPrincipalName(UserState userState) {
        return userState.roster().map(RosterEntry::userPrincipalName).or(() -> newest(userState)
                .map(event -> event.data().userPrincipalName()));
    }

    public static Optional<PhotoEvent> newest(UserState userState) {
        return Stream.of(userState.live(), userState.bulk(), userState.retry().map(PendingRetry::event))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(event -> event.data().detectedAt()));
    }
}
