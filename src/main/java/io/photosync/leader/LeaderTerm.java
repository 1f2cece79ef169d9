package io.photosync.leader;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import java.time.Instant;

/** The time for which one replica leads. */
public final class LeaderTerm {
    private final long epoch;
    private final Instant since;
    private final LedgerWriter writer;
    private final Ledger ledger;
    private volatile boolean over;

    LeaderTerm(long epoch, Instant since, LedgerWriter writer, Ledger ledger) {
        this.epoch = epoch;
        this.since = since;
        this.writer = writer;
        this.ledger = ledger;
    }

    /** Higher than that of any term before. */
    public long epoch() {
        return epoch;
    }

    public Instant since() {
        return since;
    }

    /** Whether another replica may lead by now. */
    public boolean over() {
        return over;
    }

    /**
     * Writes a value for the next leader under that key, which is one of the leader's, and waits until this replica's
     * ledger has folded it.
     *
     * @throws InterruptedException also when the term is over; then no reader accepts what was written
     */
    public void write(StateKey key, Object value) throws WriteFailedException, InterruptedException {
        requireCurrent();
        writer.write(epoch, key, value);
        // A fold that has seen a higher epoch ignores what was just written.
        requireCurrent();
    }

    /** Erases the value under that key. */
    public void erase(StateKey key) throws WriteFailedException, InterruptedException {
        requireCurrent();
        writer.erase(epoch, key);
        requireCurrent();
    }

    /**
     * Whether another replica has led since this term began: it may have been elected without this one hearing of it.
     */
    boolean succeeded() {
        return ledger.leaderEpoch() > epoch;
    }

    private void requireCurrent() throws InterruptedException {
        if (over || succeeded()) {
            throw new InterruptedException("the term with epoch %d is over".formatted(epoch));
        }
    }

    void end() {
        over = true;
    }
}
