package io.photosync.subscription;

import io.photosync.kafka.WriteFailedException;

/** Storage of the client states, for all replicas and the next leader. */
interface ClientStateStore {
    AcceptedClientStates kept();

    /** Returns when Kafka has acknowledged the states. */
    void keep(AcceptedClientStates states) throws WriteFailedException, InterruptedException;
}
