package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer whose meters end with it. */
final class MeteredConsumer extends KafkaConsumer<String, byte[]> {
    private final ClientMetrics.Bound meters;

    MeteredConsumer(Map<String, Object> config, ClientMetrics metrics) {
        super(config, new StringDeserializer(), new ByteArrayDeserializer());
        this.meters = metrics.bind(this);
    }

    @Override
    public void close() {
        meters.close();
        super.close();
    }

    @Override
    @SuppressWarnings("deprecation")
    public void close(Duration timeout) {
        meters.close();
        super.close(timeout);
    }

    @Override
    public void close(CloseOptions options) {
        meters.close();
        super.close(options);
    }
}
