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

/** Writes an operator's decision from any replica; the leader applies it. */
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

    /** Builds the record of a decision. */
    @FunctionalInterface
    interface Decided<T> {
        T by(String operator, Instant at);
    }

    /**
     * Writes the audit entry, then the decision. Returns when this replica's ledger has folded the decision.
     *
     * @param held what is decided about, as text for the audit entry
     * @param users number of users concerned
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
