package io.photosync.ledger;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which other users may use a base name: by settled records, and by users' present and former names. Written by the
 * fold, read by all threads. Base names that are the user's own id, which nearly all are, take no room.
 */
public final class BaseNameIndex {
    private final Map<String, RosterEntry> roster;
    private final Map<String, Set<String>> holders = new ConcurrentHashMap<>();
    private final NameCounts names = new NameCounts();

    /** @param roster live */
    BaseNameIndex(Map<String, RosterEntry> roster) {
        this.roster = roster;
    }

    /** The ids of users for whom the ledger holds this base name though it is not their id; in lower case. */
    public Set<String> holders(String baseName) {
        return holders.getOrDefault(lower(baseName), Set.of());
    }

    /** All of them by base name in lower case; a copy. */
    public Map<String, Set<String>> held() {
        return Map.copyOf(holders);
    }

    /**
     * Whether another user of the roster has or had a name that makes this base name. Mostly without a scan of the
     * roster.
     */
    public boolean hasNamesake(String userId, String baseName) {
        Set<String> own = roster.containsKey(userId) ? keys(roster.get(userId)) : Set.of();
        boolean possible =
                UpnFileName.keysOf(baseName).stream().anyMatch(key -> names.atMost(key) > (own.contains(key) ? 1 : 0));
        return possible
                && roster.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(userId))
                        .flatMap(entry -> entry.getValue().names().stream())
                        .anyMatch(name -> UpnFileName.makes(name, baseName));
    }

    void clear() {
        holders.clear();
        names.clear();
    }

    void settled(String userId, SharePointState before, SharePointState after) {
        Set<String> now = held(userId, after);
        Set<String> then = held(userId, before);
        now.stream()
                .filter(base -> !then.contains(base))
                .forEach(base -> holders.merge(base, Set.of(userId), BaseNameIndex::union));
        then.stream()
                .filter(base -> !now.contains(base))
                .forEach(base -> holders.computeIfPresent(base, (_, users) -> without(users, userId)));
    }

    /** @param before null if there was no entry; {@code after} likewise */
    void listed(RosterEntry before, RosterEntry after) {
        if (before != null) {
            keys(before).forEach(names::remove);
        }
        if (after != null) {
            keys(after).forEach(names::add);
        }
    }

    private static Set<String> held(String userId, SharePointState sharePointState) {
        return Stream.concat(sharePointState.last().stream(), sharePointState.open().stream())
                .map(Settlement::fileBaseName)
                .flatMap(base -> base.stream())
                .map(BaseNameIndex::lower)
                .filter(base -> !base.equalsIgnoreCase(userId))
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(RosterEntry entry) {
        return entry.names().stream().map(UpnFileName::key).collect(Collectors.toSet());
    }

    private static Set<String> union(Collection<String> some, Collection<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> without(Set<String> users, String userId) {
        Set<String> left = users.stream().filter(user -> !user.equals(userId)).collect(Collectors.toUnmodifiableSet());
        return left.isEmpty() ? null : left;
    }

    private static String lower(String baseName) {
        return baseName.toLowerCase(Locale.ROOT);
    }
}
