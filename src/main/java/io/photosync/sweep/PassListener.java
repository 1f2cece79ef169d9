package io.photosync.sweep;

import io.photosync.graph.PhotoState;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sweep.SweepState.Running;

/** Receives what a pass reads. Called from several threads at the same time. */
interface PassListener {

    /** Decides what follows from a photo's state and publishes it; returns when Kafka has the event. */
    void onPhoto(String userId, PhotoState state, SweepCounters counters)
            throws WriteFailedException, InterruptedException;

    /** Saves the progress, so that the next leader can resume the pass from there. */
    void onProgress(Running running) throws WriteFailedException, InterruptedException;
}
