package io.photosync.webhook;

import io.photosync.kafka.KafkaUser;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.webhook.EventHubState.Unused;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Consumes the event hub as long as the process runs, if notifications arrive that way. */
@ApplicationScoped
public class EventHubConsumer implements KafkaUser, StopsInOrder {
    private static final Logger LOG = Logger.getLogger(EventHubConsumer.class);

    private final Optional<EventHubReader> reader;

    EventHubConsumer(UsedEventHub used, NotificationHandler notificationHandler, Clock clock) {
        this.reader = used.hub().map(hub -> new EventHubReader(hub, notificationHandler, clock));
    }

    public EventHubState state() {
        return reader.map(EventHubReader::state).orElseGet(Unused::new);
    }

    @Override
    public Optional<String> stalled(Duration atLeast) {
        return reader.flatMap(present -> present.loop().stuck());
    }

    void start(@Observes StartupEvent event) {
        reader.ifPresent(present -> {
            LOG.infof("reading notifications from %s", present);
            present.loop().start(CompletableFuture.completedFuture(null));
        });
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.WORK;
    }

    @Override
    public void stop() {
        reader.ifPresent(present -> present.loop().stop());
    }

    @Override
    public void awaitStopped(Duration atMost) throws InterruptedException {
        if (reader.isPresent()) {
            reader.get().loop().ended(atMost);
        }
    }
}
