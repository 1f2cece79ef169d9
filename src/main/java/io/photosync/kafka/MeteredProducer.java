package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;

/** A producer that unregisters its meters when closed. */
final class MeteredProducer extends BoundedProducer {
    private final ClientMetrics.Bound meters;

    MeteredProducer(Map<String, Object> config, ClientMetrics metrics) {
        super(config);
        this.meters = metrics.bind(this);
    }

    @Override
    public void close(Duration timeout) {
        meters.close();
        super.close(timeout);
    }
}
