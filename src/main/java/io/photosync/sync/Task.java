package io.photosync.sync;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.RecordPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One user to be looked at.
 *
 * @param partition of the user in every per-user topic
 * @param event the newest that was seen of this user
 * @param origin where that event first stood
 * @param failedBefore how often this event was tried in vain
 * @param firstFailedAt when that was for the first time
 * @param insists whether one of the events it stands for is to be written whatever is known
 * @param recheck why the user is looked at though nothing failed
 * @param covers the records that are done with when this task is: none for a retry
 */
record Task(
        String userId,
        int partition,
        TaskSource lane,
        PhotoEvent event,
        RecordPosition origin,
        int failedBefore,
        Optional<Instant> firstFailedAt,
        boolean insists,
        Optional<Recheck> recheck,
        List<RecordPosition> covers) {

    static Task fresh(TaskSource lane, PhotoEvent event, RecordPosition origin) {
        return new Task(
                event.userId(),
                origin.partition(),
                lane,
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

    /** This task with one that came after it of the same user: the event detected last, the better lane, the records of both. */
    Task joinedBy(Task newer) {
        List<RecordPosition> both = new ArrayList<>(covers);
        both.addAll(newer.covers);
        TaskSource better = lane.compareTo(newer.lane) <= 0 ? lane : newer.lane;
        // A due retry of an event adds nothing to a later event of the same user. Nor does what another lane had in
        // store: the
        // lanes are not read in the order of their events, and a confirmed removal must not be taken for an older
        // change.
        boolean older = newer.event.data().detectedAt().isBefore(event.data().detectedAt());
        Task leading = newer.lane == TaskSource.RETRY || older ? this : newer;
        return new Task(
                userId,
                partition,
                better,
                leading.event,
                leading.origin,
                leading.failedBefore,
                leading.firstFailedAt,
                insists || newer.insists,
                leading.recheck,
                List.copyOf(both));
    }
}
