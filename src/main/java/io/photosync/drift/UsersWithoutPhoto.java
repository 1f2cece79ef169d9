package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UpnFileName;
import io.photosync.ledger.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Users who have no photo in Exchange, and no picture that photo sync has put into SharePoint. A file of theirs in the library is a
 * picture from before photo sync came, or one that somebody has put back.
 */
public final class UsersWithoutPhoto {
    /** The reason of the settled record that says so. */
    static final String STALE_PICTURE = "STALE_PICTURE";

    /** A listing may show for a while what was deleted. */
    private static final Duration DELETED_FOR = Duration.ofHours(1);

    /** By object id, and by what file names of their names have in common. */
    private final Map<String, String> users = new HashMap<>();

    private final Map<String, String> found = new TreeMap<>();

    UsersWithoutPhoto(Map<String, SharePointState> targets, Map<String, RosterEntry> roster, Instant now) {
        roster.forEach((user, entry) -> {
            if (photoless(targets.getOrDefault(user, SharePointState.UNKNOWN), entry, now)) {
                users.put(user, user);
                entry.names().forEach(name -> users.putIfAbsent(UpnFileName.key(name), user));
            }
        });
    }

    /** Whether that is known of a user; nothing may be on its way. */
    public static boolean photoless(UserState userState, Instant now) {
        return userState.onItsWay(Instant.MIN).isEmpty()
                && userState.retry().isEmpty()
                && userState.letter().isEmpty()
                && userState
                        .roster()
                        .filter(entry -> photoless(userState.target(), entry, now))
                        .isPresent();
    }

    private static boolean photoless(SharePointState sharePointState, RosterEntry entry, Instant now) {
        boolean seenWithout = entry.managed()
                && entry.mailbox()
                && entry.seenAt().isPresent()
                && entry.mediaEtag().isEmpty();
        return seenWithout
                && sharePointState.open().isEmpty()
                && sharePointState.last().map(end -> nothingOfOurs(end, now)).orElse(true);
    }

    private static boolean nothingOfOurs(Settlement end, Instant now) {
        return switch (end.state()) {
            case SKIPPED -> end.fileBaseName().isEmpty() || stale(end);
            case REMOVED -> end.reason().isEmpty() && end.at().plus(DELETED_FOR).isBefore(now);
            case WRITING, SYNCED, UNCHANGED, DEAD_LETTERED, DISCARDED -> false;
        };
    }

    static boolean stale(Settlement end) {
        return end.state() == Settlement.State.SKIPPED
                && end.reason().filter(STALE_PICTURE::equals).isPresent();
    }

    boolean nobody() {
        return users.isEmpty();
    }

    /** Takes a file of that base name, if it may be of one of them. @return whose it may be */
    Optional<String> take(String baseName) {
        Optional<String> user = Optional.ofNullable(users.get(baseName)).or(() -> UpnFileName.keysOf(baseName).stream()
                .map(users::get)
                .filter(Objects::nonNull)
                .findFirst());
        // Where there are files by id as well, a removal finds those made from the name by the profile.
        user.ifPresent(id -> found.merge(id, baseName, (one, other) -> one.equals(id) ? one : other));
        return user;
    }

    /** The base names of the files that were taken, by user. */
    Map<String, String> found() {
        return found;
    }
}
