package io.photosync.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * How the lanes stand.
 *
 * @param lag records of our partitions that are not done with
 * @param catchingUp whether a partition of ours waits for the ledger
 * @param oldestInHand when the oldest attempt under way began
 * @param finishedAt when the last task was finished, or the process began
 * @param turnedAt when the consumer last went round
 */
public record LaneState(
        long lag,
        int inHand,
        int liveWaiting,
        int retriesWaiting,
        int bulkWaiting,
        boolean catchingUp,
        Optional<Instant> oldestInHand,
        Instant finishedAt,
        Instant turnedAt) {}
