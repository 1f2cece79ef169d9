package io.photosync.ledger;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one user.
 *
 * @param live the last event in the live lane, which may be left out once it has ended; {@code bulk} likewise
 */
public record UserState(
        SharePointState target,
        Optional<PhotoEvent> live,
        Optional<PhotoEvent> bulk,
        Optional<PendingRetry> retry,
        Optional<DeadLetterRecord> letter,
        Optional<RosterEntry> roster) {

    /** How the work on the user last ended. */
    public Optional<Settlement> settled() {
        return target.last();
    }

    /** The event that waits for another try; none while a settled user is only looked at once more. */
    public Optional<PendingRetry> failing() {
        return retry.filter(PendingRetry::unfinished);
    }

    /** The newest event that has not ended yet and was detected after {@code notBefore}. */
    public Optional<PhotoEvent> onItsWay(Instant notBefore) {
        return Stream.of(live, bulk, retry.map(PendingRetry::event))
                .flatMap(Optional::stream)
                .filter(event -> event.data().detectedAt().isAfter(notBefore))
                .filter(event -> !endedBy(event))
                .max(Comparator.comparing(event -> event.data().detectedAt()));
    }

    private boolean endedBy(PhotoEvent event) {
        return settled()
                .filter(end -> end.eventId().equals(event.id())
                        || covers(end, event) && failing().isEmpty())
                .isPresent();
    }

    /** An end of a later event covers the earlier ones: the sync reads the photo as it is, not as the event saw it. */
    static boolean covers(Settlement end, PhotoEvent event) {
        return end.eventId().equals(event.id())
                || end.startedAt().isAfter(event.data().detectedAt());
    }
}
