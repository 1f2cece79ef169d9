package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
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
 * Users without a photo in Exchange and without a picture that photo sync wrote. A file of theirs in the library is
 * older than photo sync, or was put back by a user or another program.
 */
public final class UsersWithoutPhoto {
    /** A listing may show deleted files for a while. */
    private static final Duration DELETED_FOR = Duration.ofHours(1);

    /** User ids by object id, and by the common part of file names made from their names. */
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

    /** Whether the user is known to have no photo; no event may be pending. */
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
                && sharePointState.last().map(end -> nothingWritten(end, now)).orElse(true);
    }

    private static boolean nothingWritten(Settlement end, Instant now) {
        return switch (end.state()) {
            case SKIPPED -> end.fileBaseName().isEmpty() || stale(end);
            case REMOVED -> end.reason().isEmpty() && end.at().plus(DELETED_FOR).isBefore(now);
            case WRITING, SYNCED, UNCHANGED, DEAD_LETTERED, DISCARDED -> false;
        };
    }

    static boolean stale(Settlement end) {
        return end.skipped(SkipReason.STALE_PICTURE);
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /**
     * Records a file of that base name if it may belong to one of the users.
     *
     * @return the user it may belong to
     */
    Optional<String> take(String baseName) {
        Optional<String> user = Optional.ofNullable(users.get(baseName)).or(() -> UpnFileName.keysOf(baseName).stream()
                .map(users::get)
                .filter(Objects::nonNull)
                .findFirst());
        // If there are files by id as well, a removal finds those made from the name through the profile.
        user.ifPresent(id -> found.merge(id, baseName, (one, other) -> one.equals(id) ? one : other));
        return user;
    }

    /** Base names of the recorded files, by user. */
    Map<String, String> found() {
        return found;
    }
}
