package io.photosync.kafka;

import java.time.Duration;
import java.util.Optional;

/** A bean that needs Kafka all the time, for whoever watches over them. */
public interface KafkaUser {

    /**
     * @param atLeast how long nothing may have come of it, where the bean has no bound of its own
     * @return what stands still and since when
     */
    Optional<String> standsStill(Duration atLeast);
}
