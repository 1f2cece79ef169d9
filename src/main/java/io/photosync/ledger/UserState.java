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
 * The known state of one user.
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

    /** The event that waits for a retry; none while a settled user is only rechecked. */
    public Optional<PendingRetry> failing() {
        return retry.filter(PendingRetry::unfinished);
    }

    /** The newest event in flight that was detected after {@code notBefore}. */
    public Optional<PhotoEvent> onItsWay(Instant notBefore) {
        return Stream.of(live, bulk, retry.map(PendingRetry::event))
                .flatMap(Optional::stream)
                .filter(event -> event.data().detectedAt().isAfter(notBefore))
                .filter(event -> !endedBy(event))
                .max(Comparator.comparing(event -> event.data().detectedAt()));
    }

    /** The end that covers what was noticed at that time; empty while a failed attempt waits for its retry. */
    public Optional<Settlement> endCovering(Instant detectedAt) {
        return settled().filter(end -> covers(end, detectedAt) && failing().isEmpty());
    }

    /** Whether that event is waiting in a lane, or failed and will be retried. */
    public boolean pending(String eventId) {
        boolean waits = Stream.of(live, bulk)
                .flatMap(Optional::stream)
                .anyMatch(event -> event.id().equals(eventId) && !endedBy(event));
        return waits
                || failing().filter(retry -> retry.event().id().equals(eventId)).isPresent();
    }

    private boolean endedBy(PhotoEvent event) {
        return settled().filter(end -> end.eventId().equals(event.id())).isPresent()
                || endCovering(event.data().detectedAt()).isPresent();
    }

    /** An end of a later event covers the earlier ones: the sync reads the current photo, not the event's. */
    static boolean covers(Settlement end, PhotoEvent event) {
        return end.eventId().equals(event.id()) || covers(end, event.data().detectedAt());
    }

    private static boolean covers(Settlement end, Instant detectedAt) {
        return end.startedAt().isAfter(detectedAt);
    }
}
