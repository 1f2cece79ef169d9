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

/** What Kafka's own clients measure, as meters of ours for as long as the client lives. The connector's producer is bound by Quarkus. */
@Startup
@ApplicationScoped
public class ClientMetrics {
    /** A client's meters of a topic or partition come with its first records, and are looked for so often. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Duration lookEvery;

    @Inject
    public ClientMetrics(MeterRegistry registry) {
        this(registry, LOOK_EVERY);
    }

    ClientMetrics(MeterRegistry registry, Duration lookEvery) {
        this.registry = registry;
        this.lookEvery = lookEvery;
    }

    Bound bind(Consumer<?, ?> consumer) {
        return new Bound(registry, looks -> new KafkaClientMetrics(consumer, List.of(), looks, lookEvery));
    }

    Bound bind(Producer<?, ?> producer) {
        return new Bound(registry, looks -> new KafkaClientMetrics(producer, List.of(), looks, lookEvery));
    }

    /** The meters of one client. The next client has the same id: nothing of this one may come or go once it is closed. */
    static final class Bound implements AutoCloseable {
        private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("kafka-metrics").factory());
        private final KafkaClientMetrics meters;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Bound(MeterRegistry registry, Function<ScheduledExecutorService, KafkaClientMetrics> meters) {
            this.meters = meters.apply(looks);
            this.meters.bindTo(registry);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                // Waits for a look that is under way, which would register meters again.
                looks.close();
                meters.close();
            }
        }
    }
}
