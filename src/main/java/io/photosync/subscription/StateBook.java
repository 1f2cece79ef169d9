package io.photosync.subscription;

import io.photosync.event.TopicWriter.NotWritten;

/** Where the leader keeps the client states for all replicas and for the next leader. */
interface StateBook {
    KeptStates kept();

    /** Returns when it is written. */
    void keep(KeptStates states) throws NotWritten, InterruptedException;
}
