package io.photosync.sync;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.RecordPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One user to be synchronized.
 *
 * @param partition of the user in every per-user topic
 * @param event the user's newest event
 * @param origin the position at which that event was first written
 * @param failedBefore how many attempts at this event failed
 * @param firstFailedAt when the first of them failed
 * @param forced whether one of the joined events is written whatever the ledger knows
 * @param recheck why the user is checked although nothing failed
 * @param covers the records that are finished when this task is: none for a retry
 */
record Task(
        String userId,
        int partition,
        TaskSource source,
        PhotoEvent event,
        RecordPosition origin,
        int failedBefore,
        Optional<Instant> firstFailedAt,
        boolean forced,
        Optional<Recheck> recheck,
        List<RecordPosition> covers) {

    static Task fresh(TaskSource source, PhotoEvent event, RecordPosition origin) {
        return new Task(
                event.userId(),
                origin.partition(),
                source,
                event,
                origin,
                0,
                Optional.empty(),
                event.forced(),
                Optional.empty(),
                List.of(origin));
    }

    boolean isRecheck(Recheck.Reason reason) {
        return recheck.filter(why -> why.reason() == reason).isPresent();
    }

    /**
     * This task joined with a later one of the same user: the event detected last, the better source, the records of
     * both.
     */
    Task joinedBy(Task newer) {
        List<RecordPosition> both = new ArrayList<>(covers);
        both.addAll(newer.covers);
        TaskSource better = source.compareTo(newer.source) <= 0 ? source : newer.source;
        // A due retry adds nothing to a later event of the same user, nor does an older event of another lane: the
        // lanes are not read in the order of their events, and a confirmed removal must not give way to an older
        // change.
        boolean older = newer.event.data().detectedAt().isBefore(event.data().detectedAt());
        Task leading = newer.source == TaskSource.RETRY || older ? this : newer;
        return new Task(
                userId,
                partition,
                better,
                leading.event,
                leading.origin,
                leading.failedBefore,
                leading.firstFailedAt,
                forced || newer.forced,
                leading.recheck,
                List.copyOf(both));
    }
}
