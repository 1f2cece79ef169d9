package io.photosync.kafka;

import java.time.Duration;
import java.util.Optional;

/** A bean that needs Kafka all the time, for the watchdog. */
public interface KafkaUser {

    /**
     * @param atLeast how long it must have made no progress, if the bean has no bound of its own
     * @return what is stalled and since when
     */
    Optional<String> stalled(Duration atLeast);
}
