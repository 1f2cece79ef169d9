package io.photosync.detect;

import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoState;
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
final class RoundRun {
    static final int BATCH = 20;

    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);

    private final Round round;
    private final RoundPace pace;
    private final Parts parts;
    private final Semaphore places;
    private final int waitingAtMost;
    /** Why a batch did not end; the first reason counts. */
    private final AtomicReference<Exception> broken = new AtomicReference<>();

    private Instant savedAt = Instant.MIN;

    /** What it needs of others. */
    record Parts(BatchLook look, Seen seen, GivenUp givenUp, Save save, Clock clock) {}

    /** What follows from an answer; returns when all that is to outlive this process does. */
    @FunctionalInterface
    interface Seen {
        void seen(String userId, PhotoState state) throws NotWritten, InterruptedException;
    }

    @FunctionalInterface
    interface GivenUp {
        void givenUp(Turn turn, Verdict.GivenUp verdict);
    }

    /** Keeps the round's position for the next leader. */
    @FunctionalInterface
    interface Save {
        void save(Round round) throws NotWritten, InterruptedException;
    }

    RoundRun(Round round, RoundPace pace, int batchesAtOnce, Parts parts) {
        this.round = round;
        this.pace = pace;
        this.parts = parts;
        this.places = new Semaphore(batchesAtOnce);
        this.waitingAtMost = batchesAtOnce * BATCH;
    }

    /** @throws NotWritten when Kafka went away; the round goes on from the position that was saved last */
    void run() throws NotWritten, InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sweep-batch-", 0).factory())) {
            try {
                while (!round.over()) {
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
        boolean fresh = !pace.next().isAfter(now) && round.waiting() < waitingAtMost;
        List<Turn> batch = round.take(now, BATCH, fresh);
        if (batch.isEmpty()) {
            places.release();
            Thread.sleep(nap(now));
            return;
        }
        if (batch.stream().anyMatch(turn -> turn.tries() == 0)) {
            pace.went(now);
        }
        threads.execute(() -> carryOut(batch));
    }

    private Duration nap(Instant now) {
        Duration left = Duration.between(now, pace.next());
        return left.isPositive() && left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
    }

    private void carryOut(List<Turn> batch) {
        try {
            for (Map.Entry<Turn, Verdict> one : parts.look().look(batch).entrySet()) {
                follow(one.getKey(), one.getValue());
            }
        } catch (InterruptedException | NotWritten | RuntimeException e) {
            // Its people are not done with, and nobody else has them in hand: the round cannot end. An interruption is
            // the end of it anyway.
            broken.compareAndSet(null, e);
        } finally {
            places.release();
        }
    }

    private void follow(Turn turn, Verdict verdict) throws NotWritten, InterruptedException {
        switch (verdict) {
            case Verdict.Seen(PhotoState state) -> {
                parts.seen().seen(turn.userId(), state);
                round.done(turn);
            }
            case Verdict.Again(Instant due) -> round.again(turn, due);
            case Verdict.GivenUp givenUp -> {
                parts.givenUp().givenUp(turn, givenUp);
                round.done(turn);
            }
        }
    }

    private void rethrow() throws NotWritten {
        switch (broken.get()) {
            case null -> {}
            case NotWritten notWritten -> throw notWritten;
            case RuntimeException defect -> throw defect;
            case Exception other -> throw new IllegalStateException("a batch broke off", other);
        }
    }

    private void saveNowAndThen() throws NotWritten, InterruptedException {
        Instant now = parts.clock().instant();
        if (!savedAt.isAfter(now.minus(SAVE_EVERY))) {
            parts.save().save(round);
            savedAt = now;
        }
    }
}
