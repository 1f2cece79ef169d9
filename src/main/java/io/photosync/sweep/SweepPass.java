package io.photosync.sweep;

import io.photosync.graph.PhotoState;
import io.photosync.kafka.TopicWriter.WriteFailedException;
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

/** Carries a round out: each batch at its time, some at once, on threads of their own; says every few seconds how far it is. */
final class SweepPass {
    static final int BATCH = 20;

    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);

    private final SweepCursor sweepCursor;
    private final SweepPacer pace;
    private final Parts parts;
    private final Semaphore places;
    private final int waitingAtMost;
    /** Why a batch did not end; the first reason counts. */
    private final AtomicReference<Exception> broken = new AtomicReference<>();

    private Instant savedAt = Instant.MIN;

    /** What it needs of others. */
    record Parts(PhotoBatchReader look, Seen seen, GivenUp givenUp, Save save, Clock clock) {}

    /** What follows from an answer; returns when all that is to outlive this process does. */
    @FunctionalInterface
    interface Seen {
        void seen(String userId, PhotoState state) throws WriteFailedException, InterruptedException;
    }

    @FunctionalInterface
    interface GivenUp {
        void givenUp(SweepItem sweepItem, SweepItemResult.GivenUp sweepItemResult);
    }

    /** Keeps the round's position for the next leader. */
    @FunctionalInterface
    interface Save {
        void save(SweepCursor sweepCursor) throws WriteFailedException, InterruptedException;
    }

    SweepPass(SweepCursor sweepCursor, SweepPacer pace, int batchesAtOnce, Parts parts) {
        this.sweepCursor = sweepCursor;
        this.pace = pace;
        this.parts = parts;
        this.places = new Semaphore(batchesAtOnce);
        this.waitingAtMost = batchesAtOnce * BATCH;
    }

    /** @throws NotWritten when Kafka went away; the round goes on from the position that was saved last */
    void run() throws WriteFailedException, InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sweep-batch-", 0).factory())) {
            try {
                while (!sweepCursor.over()) {
                    rethrow();
                    saveNowAndThen();
                    begin(threads);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Begins the next batch, or waits a moment for its time to come. */
    private void begin(ExecutorService threads) throws InterruptedException {
        if (!places.tryAcquire(LONGEST_NAP.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        Instant now = parts.clock().instant();
        // Many who wait for another turn say that Graph is at its limit: no more people then, only those.
        boolean fresh = !pace.next().isAfter(now) && sweepCursor.waiting() < waitingAtMost;
        List<SweepItem> batch = sweepCursor.take(now, BATCH, fresh);
        if (batch.isEmpty()) {
            places.release();
            Thread.sleep(nap(now));
            return;
        }
        if (batch.stream().anyMatch(sweepItem -> sweepItem.tries() == 0)) {
            pace.went(now);
        }
        threads.execute(() -> carryOut(batch));
    }

    private Duration nap(Instant now) {
        Duration left = Duration.between(now, pace.next());
        return left.isPositive() && left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
    }

    private void carryOut(List<SweepItem> batch) {
        try {
            for (Map.Entry<SweepItem, SweepItemResult> one :
                    parts.look().look(batch).entrySet()) {
                follow(one.getKey(), one.getValue());
            }
        } catch (InterruptedException | WriteFailedException | RuntimeException e) {
            // Its people are not done with, and nobody else has them in hand: the round cannot end. An interruption is
            // the end of it anyway.
            broken.compareAndSet(null, e);
        } finally {
            places.release();
        }
    }

    private void follow(SweepItem sweepItem, SweepItemResult sweepItemResult)
            throws WriteFailedException, InterruptedException {
        switch (sweepItemResult) {
            case SweepItemResult.Seen(PhotoState state) -> {
                parts.seen().seen(sweepItem.userId(), state);
                sweepCursor.done(sweepItem);
            }
            case SweepItemResult.Again(Instant due) -> sweepCursor.again(sweepItem, due);
            case SweepItemResult.GivenUp givenUp -> {
                parts.givenUp().givenUp(sweepItem, givenUp);
                sweepCursor.done(sweepItem);
            }
        }
    }

    private void rethrow() throws WriteFailedException {
        switch (broken.get()) {
            case null -> {}
            case WriteFailedException notWritten -> throw notWritten;
            case RuntimeException defect -> throw defect;
            case Exception other -> throw new IllegalStateException("a batch broke off", other);
        }
    }

    private void saveNowAndThen() throws WriteFailedException, InterruptedException {
        Instant now = parts.clock().instant();
        if (!savedAt.isAfter(now.minus(SAVE_EVERY))) {
            parts.save().save(sweepCursor);
            savedAt = now;
        }
    }
}
