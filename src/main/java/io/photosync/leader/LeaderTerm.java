package io.photosync.leader;

import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import java.time.Instant;

/** The time for which one replica leads. */
public final class LeaderTerm {
    private final long epoch;
    private final Instant since;
    private final TopicWriter writer;
    private final Ledger ledger;
    private volatile boolean over;

    LeaderTerm(long epoch, Instant since, TopicWriter writer, Ledger ledger) {
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
     * Writes a value for the next leader under that key of {@code photosync-state}, and waits until this replica's
     * ledger has folded it.
     *
     * @throws InterruptedException also when the term is over; then no reader accepts what was written
     */
    public void write(String key, Object value) throws WriteFailedException, InterruptedException {
        requireCurrent();
        ledger.awaitFolded(writer.writeState(epoch, key, value));
        // A fold that has seen a higher epoch ignores what was just written.
        requireCurrent();
    }

    /** Erases the value under that key. */
    public void erase(String key) throws WriteFailedException, InterruptedException {
        requireCurrent();
        ledger.awaitFolded(writer.eraseState(epoch, key));
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
