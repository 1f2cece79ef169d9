package io.photosync.kafka;

import java.time.Duration;
import java.util.Optional;

/**
 * A bean whose work is a {@link ServiceLoop}: it is stalled while its loop is stuck, and has stopped when its loop has
 * ended.
 */
public interface LoopOwner extends KafkaUser, StopsInOrder {
    ServiceLoop loop();

    @Override
    default Optional<String> stalled(Duration atLeast) {
        return loop().stuck();
    }

    @Override
    default ShutdownStage stage() {
        return ShutdownStage.WORK;
    }

    @Override
    default void stop() {
        loop().stop();
    }

    @Override
    default void awaitStopped(Duration atMost) throws InterruptedException {
        loop().ended(atMost);
    }
}
