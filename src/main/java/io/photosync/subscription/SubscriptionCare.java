package io.photosync.subscription;

import io.photosync.exchange.Subscriptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Looks after the subscription for as long as the service runs, on a thread of its own. */
@ApplicationScoped
public class SubscriptionCare {
    private static final Logger LOG = Logger.getLogger(SubscriptionCare.class);

    private static final Duration LISTENING_BY = Duration.ofSeconds(10);

    private final SubscriptionKeeper keeper;
    private final Rhythm rhythm = Rhythm.DEFAULT;
    /** Every replica, until one of them is chosen. */
    private final BooleanSupplier mayAct = () -> true;

    private volatile Thread waiting;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    public SubscriptionCare(
            Subscriptions subscriptions, ClientStates clientStates, WebhookUrlSettings settings, Clock clock) {
        this.keeper = new SubscriptionKeeper(subscriptions, clientStates, settings.publicUrl(), rhythm, clock);
    }

    /** How it stands; never waits. */
    public SubscriptionState state() {
        return mayAct.getAsBoolean() ? keeper.state() : new SubscriptionState.Off();
    }

    /** Graph asked for a reauthorization. However many ask before the next look, it is done once. */
    public void reauthorizationRequested() {
        keeper.askReauthorization();
        wake.release();
    }

    /** Graph calls us while it creates the subscription: nothing can be done before the listener is up. */
    void onHttp(@ObservesAsync HttpServerStart listening) {
        start();
    }

    void onHttps(@ObservesAsync HttpsServerStart listening) {
        start();
    }

    /** A live reload keeps the listener of the application before it, and says nothing. */
    void onStart(@Observes StartupEvent event) {
        waiting = Thread.ofVirtual().name("subscription-care-late").start(() -> {
            try {
                Thread.sleep(LISTENING_BY);
                start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void onStop(@Observes ShutdownEvent event) {
        waiting.interrupt();
        Thread running = thread.get();
        if (running != null) {
            running.interrupt();
        }
    }

    private void start() {
        Thread fresh = Thread.ofVirtual().name("subscription-care").unstarted(this::care);
        if (thread.compareAndSet(null, fresh)) {
            fresh.start();
        }
    }

    private void care() {
        try {
            while (true) {
                Duration wait = mayAct.getAsBoolean() ? look() : rhythm.look();
                if (wake.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("subscription care ends");
            Thread.currentThread().interrupt();
        }
    }

    private Duration look() throws InterruptedException {
        try {
            return keeper.look();
        } catch (RuntimeException e) {
            // A defect of ours must not end the care for good.
            LOG.error("looking after the subscription failed", e);
            return rhythm.longestRetry();
        }
    }
}
