package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;

/** A consumer that unregisters its meters when closed. */
final class MeteredConsumer extends BoundedConsumer {
    private final ClientMetrics.Bound meters;

    MeteredConsumer(Map<String, Object> config, ClientMetrics metrics) {
        super(config);
        this.meters = metrics.bind(this);
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
