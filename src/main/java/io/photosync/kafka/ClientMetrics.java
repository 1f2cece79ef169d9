package io.photosync.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The metrics of Kafka's own clients, registered for as long as the client lives. The connector's producer is bound by
 * Quarkus.
 */
@Startup
@ApplicationScoped
public class ClientMetrics {
    /**
     * A client's meters of a topic or partition appear with its first records; this is how often they are checked for.
     */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Duration checkEvery;

    @Inject
    public ClientMetrics(MeterRegistry registry) {
        this(registry, CHECK_EVERY);
    }

    ClientMetrics(MeterRegistry registry, Duration checkEvery) {
        this.registry = registry;
        this.checkEvery = checkEvery;
    }

    Bound bind(Consumer<?, ?> consumer) {
        return new Bound(registry, checks -> new KafkaClientMetrics(consumer, List.of(), checks, checkEvery));
    }

    Bound bind(Producer<?, ?> producer) {
        return new Bound(registry, checks -> new KafkaClientMetrics(producer, List.of(), checks, checkEvery));
    }

    /**
     * The meters of one client. The next client has the same id: nothing of this one may come or go once it is closed.
     */
    static final class Bound implements AutoCloseable {
        private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("kafka-metrics").factory());
        private final KafkaClientMetrics meters;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Bound(MeterRegistry registry, Function<ScheduledExecutorService, KafkaClientMetrics> meters) {
            this.meters = meters.apply(checks);
            this.meters.bindTo(registry);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                // Waits for a running check, which would register meters again.
                checks.close();
                meters.close();
            }
        }
    }
}
