package io.photosync.leader;

import io.photosync.kafka.TopicWriter.WriteFailedException;

/**
 * Work that exactly one replica does at a time. Every bean of this type is started with each term, on a thread of its
 * own.
 */
public interface LeaderTask {

    /** One word, for logs and threads. */
    String name();

    /**
     * Works for as long as this replica leads. Interrupted when the term ends; restarted some seconds after it threw or
     * returned.
     */
    void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException;
}
