package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SyncStatus;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Users that can be compared: those who are in sync according to the ledger. The others are known to differ. */
@Singleton
final class SpotCheckUsers {
    private final Ledger ledger;
    private final UserNames userNames;
    private final SpotCheckSettings settings;

    SpotCheckUsers(Ledger ledger, UserNames userNames, SpotCheckSettings settings) {
        this.ledger = ledger;
        this.userNames = userNames;
        this.settings = settings;
    }

    /** State of a user during a comparison; it changes whenever something is seen, begun or ended. */
    record Mark(Optional<String> attempt, Optional<String> mediaEtag) {}

    /** Draws as many users as the settings say. */
    RandomOrder.Drawn draw(RandomOrder turn) {
        List<String> users = inSync();
        return turn.draw(users, (int) Math.max(settings.atLeast(), Math.ceil(users.size() * settings.share())));
    }

    /** Repeats a draw, among the users who are in sync now. */
    RandomOrder.Drawn draw(RandomOrder turn, int count) {
        return turn.draw(inSync(), count);
    }

    private List<String> inSync() {
        return ledger.users().stream().filter(user -> mark(user).isPresent()).toList();
    }

    /** The user's mark; empty unless the user is managed and in sync. */
    Optional<Mark> mark(String userId) {
        UserState userState = ledger.of(userId);
        return SyncStatus.of(userState) instanceof SyncStatus.InSync
                ? Optional.of(new Mark(
                        userState.settled().map(Settlement::attemptId),
                        userState.roster().flatMap(RosterEntry::mediaEtag)))
                : Optional.empty();
    }

    Optional<String> name(String userId) throws InterruptedException {
        return userNames.of(userId);
    }
}
