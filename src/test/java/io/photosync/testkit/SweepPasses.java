package io.photosync.testkit;

import static io.photosync.testkit.Patience.await;

import io.photosync.ledger.Ledger;
import io.photosync.sweep.SweepState;
import java.time.Duration;

/** The passes of the sweep over the tenant. */
public record SweepPasses(Ledger ledger) {

    /** Number of the last that ended; 0 before the first. */
    public long ended() {
        return SweepState.of(ledger)
                .flatMap(SweepState::last)
                .map(SweepState.Ended::number)
                .orElse(0L);
    }

    /** Waits for that many to end. */
    public void awaitMore(int count) {
        awaitMore(count, Patience.LONG);
    }

    public void awaitMore(int count, Duration atMost) {
        long before = ended();
        await().atMost(atMost).until(() -> ended() >= before + count);
    }
}
