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
 * A thread that works for the process's lifetime. Whatever ends its work, it is restarted after a pause: nothing else
 * would restart it, and the service would be stalled with all its health checks up.
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

    /** Makes its clients, iterates until the loop {@link #stopping() stops}, and closes them. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    /**
     * @param name one word, for logs and the thread
     * @param patience how long one iteration may take
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

    /** @param ready completed when the work may start; if it fails, the process is exiting and has said why */
    public void start(CompletableFuture<Void> ready) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> run(ready));
    }

    /** The work ends with its next iteration. */
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

    /** Called by the work with each iteration. */
    public void turned() {
        turnedAt = clock.instant();
    }

    /** @return what is wrong when it no longer iterates */
    public Optional<String> stuck() {
        return stopping || turnedAt.plus(patience).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of("%s has made no progress since %s".formatted(name, turnedAt));
    }

    private void run(CompletableFuture<Void> ready) {
        while (!stopping && ready(ready)) {
            try {
                work.run();
            } catch (InterruptedException | RuntimeException | Error e) {
                // The thread's last resort: an error that passes it ends the thread silently.
                if (!stopping) {
                    LOG.errorf(e, "service loop failed, restarting loop=%s", name);
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
                // Not stalled: it waits for a known reason.
                turned();
            }
        }
        return false;
    }

    private void pause() {
        // The interrupt was meant for the work, not for the pause.
        Thread.interrupted();
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.debug("pause interrupted");
        }
    }
}
