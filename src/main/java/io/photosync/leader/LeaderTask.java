package io.photosync.leader;

import io.photosync.kafka.TopicWriter.WriteFailedException;

/** Work that exactly one replica does at a time. Every bean of this type is begun with each term, on a thread of its own. */
public interface LeaderTask {

    /** One word, for logs and threads. */
    String name();

    /**
     * Does the work for as long as this replica leads. Interrupted when it does so no longer; begun again some seconds after it
     * threw or returned.
     */
    void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException;
}
