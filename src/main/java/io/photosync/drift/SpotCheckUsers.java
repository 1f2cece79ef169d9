package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Who can be compared: users of whom all that is known says that they are in step. The others are known to differ. */
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

    /** How a user stood when they were looked at; another one as soon as anything was seen, begun or ended. */
    record Mark(Optional<String> attempt, Optional<String> mediaEtag) {}

    /** Users by this draw, as many as the settings say. */
    RandomOrder.Drawn draw(RandomOrder turn) {
        List<String> users = inStep();
        return turn.draw(users, (int) Math.max(settings.atLeast(), Math.ceil(users.size() * settings.share())));
    }

    /** The same draw once more: but for those who are not in step any more, and who are by now. */
    RandomOrder.Drawn draw(RandomOrder turn, int count) {
        return turn.draw(inStep(), count);
    }

    private List<String> inStep() {
        return ledger.users().stream().filter(user -> mark(user).isPresent()).toList();
    }

    /** Empty for whoever is worked on, is left alone, or is known not to be in step. */
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
