package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SharePointState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Users whose files have the same names as another user's, as far as the ledger knows: both show the photo written
 * last. A user whose files are named by their own object id is not affected, whoever else uses that name.
 */
public final class SharedNames {
    private final Map<String, String> others;

    private SharedNames(Map<String, String> others) {
        this.others = others;
    }

    public static SharedNames of(Ledger ledger) {
        return of(ledger.baseNames().held(), ledger.targets(), ledger.roster());
    }

    /** @param held base name to the users who have files of that name, which is not their own id */
    static SharedNames of(
            Map<String, Set<String>> held, Map<String, SharePointState> targets, Map<String, RosterEntry> roster) {
        Map<String, String> others = new HashMap<>();
        held.forEach((base, users) -> {
            List<String> using = users.stream()
                    .filter(user -> mayShow(targets.get(user)))
                    .sorted()
                    .toList();
            if (roster.containsKey(base) || targets.containsKey(base)) {
                using.forEach(user -> others.put(user, base));
            } else if (using.size() > 1) {
                using.forEach(
                        user -> others.put(user, using.get(using.getFirst().equals(user) ? 1 : 0)));
            }
        });
        return new SharedNames(others);
    }

    private static boolean mayShow(SharePointState sharePointState) {
        return sharePointState != null
                && sharePointState
                        .last()
                        .filter(end -> end.state() == Settlement.State.REMOVED)
                        .isEmpty();
    }

    /** Another user with files of the same names. */
    public Optional<String> with(String userId) {
        return Optional.ofNullable(others.get(userId));
    }
}
