package io.photosync.kafka;

import java.time.Duration;

/** A bean that stops in its place of the {@link ShutdownStage order}. Nothing else observes the end of the process. */
public interface StopsInOrder {
    ShutdownStage stage();

    /** Tells it to stop. Returns at once. */
    void stop();

    /** Waits until it has stopped, at most that long. */
    default void awaitStopped(Duration atMost) throws InterruptedException {}
}
