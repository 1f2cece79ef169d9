package io.photosync.leader;

import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import java.time.Instant;

/** For tests that do a leader's work by hand. */
public final class Terms {
    private Terms() {}

    /** As good as the term of the replica that leads now. */
    public static LeaderTerm current(Leadership leadership, TopicWriter writer, Ledger ledger) {
        return new LeaderTerm(
                leadership.leader().orElseThrow().epoch(), Instant.now(), new LedgerWriter(writer, ledger), ledger);
    }
}
