package io.photosync.leader;

import io.photosync.kafka.WriteFailedException;

/**
 * Work that exactly one replica does at a time. Every enabled bean of this type is started with each term, on a thread
 * of its own.
 */
public interface LeaderTask {

    /** One word, for logs and threads. */
    String name();

    /** Whether the settings want it; otherwise it is never started. */
    default boolean enabled() {
        return true;
    }

    /**
     * Works for as long as this replica leads. Interrupted when the term ends; restarted some seconds after it threw or
     * returned.
     */
    void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException;
}
