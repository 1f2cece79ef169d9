package io.photosync.webhook;

import io.photosync.identity.Tokens;
import io.photosync.subscription.EventHubSettings;
import io.photosync.subscription.Notifications;
import io.photosync.webhook.EventHubState.Unused;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Follows the event hub for as long as the process runs, where that is the way of notifications. */
@ApplicationScoped
public class EventHubFollower {
    private static final Logger LOG = Logger.getLogger(EventHubFollower.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Optional<EventHubReader> reader;
    private Thread thread;

    EventHubFollower(
            Notifications notifications, EventHubSettings settings, Tokens tokens, Intake intake, Clock clock) {
        this.reader = notifications
                .eventHub()
                .map(address -> new EventHubReader(new EventHub(address, settings, tokens), intake, clock));
    }

    public EventHubState state() {
        return reader.map(EventHubReader::state).orElseGet(Unused::new);
    }

    void start(@Observes StartupEvent event) {
        reader.ifPresent(known -> {
            LOG.infof("notifications are read from %s", known);
            thread = Thread.ofPlatform().name("event-hub").daemon().start(known::run);
        });
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        reader.ifPresent(EventHubReader::stop);
        if (thread != null) {
            thread.join(GRACE);
        }
    }
}
