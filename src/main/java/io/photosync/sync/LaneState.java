package io.photosync.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * State of the lanes on this replica.
 *
 * @param work unfinished work by lane: records of the owned partitions, and due retries
 * @param inHand users whose sync is in flight
 * @param catchingUp whether an owned partition waits for the ledger
 * @param oldestInHand when the oldest attempt in flight started
 * @param finishedAt when a task last finished, or there was no work, or a known reason to wait
 * @param turnedAt the consumer's last turn
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

    /** Before the first turn. */
    static LaneState beginning(Instant now) {
        return new LaneState(Map.of(), 0, true, Optional.empty(), now, now);
    }

    public long workIn(TaskSource source) {
        return work.getOrDefault(source, 0L);
    }

    /** Unfinished work in all lanes. */
    public long lag() {
        return work.values().stream().mapToLong(Long::longValue).sum();
    }
}
