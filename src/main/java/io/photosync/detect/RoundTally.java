package io.photosync.detect;

import java.util.concurrent.atomic.AtomicInteger;

/** What a round has found so far. Thread-safe. */
final class RoundTally {
    private final boolean firstRound;
    private final AtomicInteger live;
    private final AtomicInteger bulk;
    private final AtomicInteger failed;

    /** @param before of a former leader in the same round */
    RoundTally(SweepState.Running before, boolean firstRound) {
        this.firstRound = firstRound;
        this.live = new AtomicInteger(before.live());
        this.bulk = new AtomicInteger(before.bulk());
        this.failed = new AtomicInteger(before.failed());
    }

    /** Whether no round has ended on this tenant yet. */
    boolean firstRound() {
        return firstRound;
    }

    void found(boolean intoLiveLane) {
        (intoLiveLane ? live : bulk).incrementAndGet();
    }

    void gaveUp() {
        failed.incrementAndGet();
    }

    int live() {
        return live.get();
    }

    int bulk() {
        return bulk.get();
    }

    int failed() {
        return failed.get();
    }
}
