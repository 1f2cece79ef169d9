package io.photosync.subscription;

import io.photosync.kafka.TopicWriter.WriteFailedException;

/** Where the leader keeps the client states for all replicas and for the next leader. */
interface ClientStateStore {
    AcceptedClientStates kept();

    /** Returns when it is written. */
    void keep(AcceptedClientStates states) throws WriteFailedException, InterruptedException;
}
