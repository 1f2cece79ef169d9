package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer whose close takes no longer than {@link #CLOSE}. Kafka's own is 30 s where the broker does not answer. */
class BoundedConsumer extends KafkaConsumer<String, byte[]> {
    /** To leave a group is one request. */
    static final Duration CLOSE = Duration.ofSeconds(2);

    BoundedConsumer(Map<String, Object> config) {
        super(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        close(CloseOptions.timeout(CLOSE));
    }
}
