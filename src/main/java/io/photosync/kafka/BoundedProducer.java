package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer whose close takes no longer than {@link #CLOSE}. Kafka's own waits until each record is delivered or given
 * up; with a time limit it still waits for its sender thread, which asks a broker that does not answer for a producer
 * id for 30 s.
 */
class BoundedProducer extends KafkaProducer<String, byte[]> {
    /** All who need to know wait for the acknowledgement; what is left now is written again by the next process. */
    static final Duration CLOSE = Duration.ofSeconds(5);

    private static final Duration FORCED_CLOSE = Duration.ofSeconds(1);

    BoundedProducer(Map<String, Object> config) {
        super(config, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        Thread closing =
                Thread.ofPlatform().daemon().name("producer-close").start(() -> close(CLOSE.minus(FORCED_CLOSE)));
        try {
            closing.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
