package io.photosync.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/**
 * An admin client whose close takes no longer than {@link #CLOSE}. Kafka's own waits for requests that nobody reads any
 * more.
 */
final class BoundedAdmin extends ForwardingAdmin {
    static final Duration CLOSE = Duration.ofSeconds(1);

    BoundedAdmin(Map<String, Object> config) {
        super(config);
    }

    @Override
    public void close() {
        close(CLOSE);
    }
}
