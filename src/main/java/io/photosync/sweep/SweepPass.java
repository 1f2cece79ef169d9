package io.photosync.sweep;

import io.photosync.kafka.WriteFailedException;
import io.photosync.sweep.SweepItem.Result;
import io.photosync.sweep.SweepState.Running;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * One pass over all users, from its start or from where a former leader left it: takes the next batch when it is due,
 * reads its photos, and lets the listener decide and publish. Batches run concurrently, each on a virtual thread.
 */
final class SweepPass {
    static final int BATCH = 20;

    private static final Logger LOG = Logger.getLogger(SweepPass.class);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final Plan plan;
    private final SweepCursor cursor;
    private final SweepPacer pacer;
    private final SweepCounters counters;
    private final PhotoBatchReader reader;
    private final PassListener listener;
    private final Clock clock;
    private final Semaphore batchPermits;
    /** Why a batch broke off; the first reason counts. */
    private final AtomicReference<Exception> broken = new AtomicReference<>();

    private Instant savedAt = Instant.MIN;

    /**
     * @param start the state to start or resume from
     * @param userIds sorted
     * @param firstPass whether no pass has ended on this tenant yet
     * @param every how long a pass takes
     */
    record Plan(Running start, String[] userIds, boolean firstPass, Duration every, int batchesAtOnce) {

        /** The administrator waits for the first pass: it runs as fast as the budgets allow. */
        Duration spreadOver() {
            return firstPass ? Duration.ZERO : every;
        }
    }

    SweepPass(Plan plan, PhotoBatchReader reader, PassListener listener, Clock clock) {
        this.plan = plan;
        this.cursor = new SweepCursor(plan.userIds(), plan.start().position());
        int batches = Math.ceilDiv(cursor.total(), BATCH);
        this.pacer = new SweepPacer(plan.start().startedAt(), plan.spreadOver(), batches, cursor.completed() / BATCH);
        this.counters = new SweepCounters(plan.start(), plan.firstPass());
        this.reader = reader;
        this.listener = listener;
        this.clock = clock;
        this.batchPermits = new Semaphore(plan.batchesAtOnce());
    }

    /**
     * Returns the state at the end of the pass.
     *
     * @throws WriteFailedException when Kafka is away; the pass resumes from the position that was saved last
     */
    Running run() throws WriteFailedException, InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sweep-batch-", 0).factory())) {
            try {
                while (!cursor.finished()) {
                    failIfBroken();
                    saveIfDue();
                    startNextBatch(threads);
                }
            } finally {
                threads.shutdownNow();
            }
        }
        return running();
    }

    /** Starts the next batch, or waits a moment until one is due. */
    private void startNextBatch(ExecutorService threads) throws InterruptedException {
        if (!batchPermits.tryAcquire(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        Instant now = clock.instant();
        List<SweepItem> batch = take(now);
        if (batch.isEmpty()) {
            batchPermits.release();
            Thread.sleep(untilNextBatch(now));
        } else {
            threads.execute(() -> check(batch));
        }
    }

    private List<SweepItem> take(Instant now) {
        // Many pending retries mean that Graph is at its limit: then only retries, and no further users.
        boolean further = !pacer.next().isAfter(now) && cursor.pendingRetries() < plan.batchesAtOnce() * BATCH;
        List<SweepItem> batch = cursor.take(now, BATCH, further);
        if (batch.stream().anyMatch(item -> item.attempt() == 0)) {
            pacer.started(now);
        }
        return batch;
    }

    private Duration untilNextBatch(Instant now) {
        Duration left = Duration.between(now, pacer.next());
        return left.isPositive() && left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE;
    }

    /**
     * Reads the photos of one batch, and has each answer decided on and published before its user counts as completed.
     */
    private void check(List<SweepItem> batch) {
        try {
            Map<SweepItem, Result> results = reader.read(batch, counters);
            for (Map.Entry<SweepItem, Result> one : results.entrySet()) {
                SweepItem item = one.getKey();
                switch (one.getValue()) {
                    case Result.Answered answered -> {
                        listener.onPhoto(item.userId(), answered.state(), counters);
                        cursor.complete(item);
                    }
                    case Result.Retry retry -> cursor.retry(item, retry.due());
                    case Result.GivenUp givenUp -> {
                        LOG.debugf(
                                "not checked user=%s attempt=%d: %s", item.userId(), item.attempt(), givenUp.reason());
                        counters.gaveUp(givenUp.reason());
                        cursor.complete(item);
                    }
                }
            }
        } catch (InterruptedException | WriteFailedException | RuntimeException e) {
            // Its users are not completed, and no other batch has them: the pass cannot end. An interruption ends it
            // anyway.
            broken.compareAndSet(null, e);
        } finally {
            batchPermits.release();
        }
    }

    private void failIfBroken() throws WriteFailedException {
        switch (broken.get()) {
            case null -> {}
            case WriteFailedException notWritten -> throw notWritten;
            case RuntimeException defect -> throw defect;
            case Exception other -> throw new IllegalStateException("a batch broke off", other);
        }
    }

    private void saveIfDue() throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        if (!savedAt.isAfter(now.minus(SAVE_EVERY))) {
            listener.onProgress(running());
            savedAt = now;
        }
    }

    /** How far the pass is. */
    Running running() {
        return counters.running(plan.start(), cursor);
    }
}
