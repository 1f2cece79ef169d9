package io.photosync.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A thread that works for as long as the process runs. Whatever breaks its work off, the work is begun anew after a pause: nobody
 * else would, and the service would stand still with all its health checks up.
 */
public final class ServiceLoop {
    private static final Logger LOG = Logger.getLogger(ServiceLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final Work work;
    private final Duration patience;
    private final Duration pause;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile Instant turnedAt;
    private volatile Thread thread;

    /** Makes its clients, goes round until the loop {@link #stopping() stops}, and lets go of them. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    /**
     * @param name one word, for logs and the thread
     * @param patience how long one turn may take at the most
     */
    public ServiceLoop(String name, Work work, Duration patience, Clock clock) {
        this(name, work, patience, PAUSE, clock);
    }

    ServiceLoop(String name, Work work, Duration patience, Duration pause, Clock clock) {
        this.name = name;
        this.work = work;
        this.patience = patience;
        this.pause = pause;
        this.clock = clock;
        this.turnedAt = clock.instant();
    }

    /** @param ready what has to be there first; where it ends with an error, the process is on its way out and has said why */
    public void start(CompletableFuture<Void> ready) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> run(ready));
    }

    /** The work ends with its next turn. */
    public void stop() {
        stopping = true;
    }

    /** @return whether it has ended within that time */
    public boolean ended(Duration within) throws InterruptedException {
        return thread == null || thread.join(within);
    }

    public boolean stopping() {
        return stopping;
    }

    /** Called by the work with each turn. */
    public void turned() {
        turnedAt = clock.instant();
    }

    /** @return what is wrong where it goes round no more */
    public Optional<String> stuck() {
        return stopping || turnedAt.plus(patience).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of("%s has not gone round since %s".formatted(name, turnedAt));
    }

    private void run(CompletableFuture<Void> ready) {
        while (!stopping && ready(ready)) {
            try {
                work.run();
            } catch (InterruptedException | RuntimeException | Error e) {
                // The thread's last door: an error that passes it ends the thread, and nothing tells.
                if (!stopping) {
                    LOG.errorf(e, "%s broke off and begins anew", name);
                    pause();
                }
            }
        }
    }

    private boolean ready(CompletableFuture<Void> ready) {
        while (!stopping) {
            try {
                ready.get(pause.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException e) {
                return false;
            } catch (TimeoutException | InterruptedException e) {
                // It stands still for a known reason.
                turned();
            }
        }
        return false;
    }

    private void pause() {
        // Whoever interrupted the work has had its way with it.
        Thread.interrupted();
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.debug("a pause ends early");
        }
    }
}
