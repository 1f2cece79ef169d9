package io.photosync.detect;

import io.photosync.event.FailureCode;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** When the same photo is published again, though its last event is settled. */
final class RepublishInterval {
    /** An upload's bytes come soon after its metadata, if they come. */
    static final Duration FIRST = Duration.ofMinutes(2);

    static final Duration LONGEST = Duration.ofHours(12);

    /**
     * Known only after reading the bytes. Graph may show metadata of a photo that is in another store than Exchange.
     */
    private static final Set<SkipReason> FOUND_BY_READING =
            Set.of(SkipReason.NO_PHOTO, SkipReason.NO_MAILBOX, SkipReason.USER_GONE);

    private RepublishInterval() {}

    /**
     * @param decided what follows from the photo and the ledger, whatever the time
     * @param notBefore events older than this are lost
     */
    static Decision of(Decision decided, PhotoState seen, UserState userState, Instant notBefore, Instant now) {
        return switch (decided) {
            case Decision.Updated updated
            when waits(updated.photo(), userState, now) -> new Decision.Nothing(Decision.Why.NO_BYTES);
            case Decision.Nothing(Decision.Why why)
            when why == Decision.Why.DEAD_LETTERED
                    && seen instanceof PhotoState.Present photo
                    && orphaned(userState, notBefore) -> new Decision.Updated(photo);
            case Decision.Updated updated -> updated;
            case Decision.PerhapsRemoved removed -> removed;
            case Decision.Nothing nothing -> nothing;
        };
    }

    /** The wait doubles: it is as long as the photo had been known without bytes at the last check. */
    private static boolean waits(PhotoState.Present photo, UserState userState, Instant now) {
        Optional<String> etag = Optional.of(photo.mediaEtag());
        Optional<Settlement> withoutBytes = userState
                .settled()
                .filter(end -> end.mediaEtag().equals(etag))
                .filter(end ->
                        end.skipReason().filter(FOUND_BY_READING::contains).isPresent());
        return withoutBytes
                .filter(end -> end.at().plus(wait(end, etag, userState)).isAfter(now))
                .isPresent();
    }

    private static Duration wait(Settlement end, Optional<String> etag, UserState userState) {
        Duration knownFor = userState
                .roster()
                .filter(entry -> entry.mediaEtag().equals(etag))
                .flatMap(RosterEntry::seenAt)
                .map(first -> Duration.between(first, end.at()))
                .orElse(FIRST);
        return knownFor.compareTo(FIRST) < 0 ? FIRST : knownFor.compareTo(LONGEST) > 0 ? LONGEST : knownFor;
    }

    /** A profile may exist by now, and no recheck is pending: an older version of this service wrote the letter. */
    private static boolean orphaned(UserState userState, Instant notBefore) {
        return userState.retry().isEmpty()
                && userState
                        .letter()
                        .map(DeadLetterRecord::note)
                        .filter(note -> note.code() == FailureCode.PROFILE_MISSING)
                        .filter(note -> note.lastAt().isBefore(notBefore))
                        .isPresent();
    }
}
