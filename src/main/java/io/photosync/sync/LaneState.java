package io.photosync.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the lanes stand.
 *
 * @param work by lane what is not done with: records of our partitions, retries that are due
 * @param inHand users being synced at this moment
 * @param catchingUp whether a partition of ours waits for the ledger
 * @param oldestInHand when the oldest attempt under way began
 * @param finishedAt when a task was last finished, or there was nothing to do, or a known reason not to do it
 * @param turnedAt when the consumer last went round
 */
public record LaneState(
        Map<TaskSource, Long> work,
        int inHand,
        boolean catchingUp,
        Optional<Instant> oldestInHand,
        Instant finishedAt,
        Instant turnedAt) {

    public LaneState {
        work = Map.copyOf(work);
    }

    /** As it is before the first turn. */
    static LaneState beginning(Instant now) {
        return new LaneState(Map.of(), 0, true, Optional.empty(), now, now);
    }

    public long workIn(TaskSource lane) {
        return work.getOrDefault(lane, 0L);
    }

    /** What is not done with in all lanes. */
    public long lag() {
        return work.values().stream().mapToLong(Long::longValue).sum();
    }
}
