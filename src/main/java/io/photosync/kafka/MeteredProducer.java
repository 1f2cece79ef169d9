package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer whose meters end with it. */
final class MeteredProducer extends KafkaProducer<String, byte[]> {
    private final ClientMetrics.Bound meters;

    MeteredProducer(Map<String, Object> config, ClientMetrics metrics) {
        super(config, new StringSerializer(), new ByteArraySerializer());
        this.meters = metrics.bind(this);
    }

    @Override
    public void close() {
        meters.close();
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        meters.close();
        super.close(timeout);
    }
}
