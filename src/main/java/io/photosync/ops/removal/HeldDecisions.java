package io.photosync.ops.removal;

import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Writes an operator's decision on what is held, whichever replica was asked; the leader carries it out. */
@ApplicationScoped
class HeldDecisions {
    private final ReadyLedger ledger;
    private final TopicWriter writer;
    private final AuditTrail auditTrail;
    private final Clock clock;

    HeldDecisions(ReadyLedger ledger, TopicWriter writer, AuditTrail auditTrail, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** The record of a decision. */
    @FunctionalInterface
    interface Decided<T> {
        T by(String operator, Instant at);
    }

    /**
     * Returns when the decision is in the ledger. The audit entry is written first.
     *
     * @param held what is decided about, in words
     * @param users how many users it is about
     * @param key of the record in {@code photosync-state}
     */
    <T> T write(AuditEntry.Action action, String held, int users, String reason, String key, Decided<T> decided)
            throws WriteFailedException, InterruptedException {
        auditTrail.write(action, held, users, Optional.of(reason));
        T decision = decided.by(auditTrail.operator(), clock.instant());
        ledger.get().awaitFolded(writer.write(Topic.STATE, key, decision));
        return decision;
    }
}
