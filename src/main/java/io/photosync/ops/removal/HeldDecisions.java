package io.photosync.ops.removal;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Writes an operator's decision from any replica; the leader applies it. */
@ApplicationScoped
class HeldDecisions {
    private final LedgerWriter writer;
    private final AuditTrail auditTrail;
    private final Clock clock;

    HeldDecisions(LedgerWriter writer, AuditTrail auditTrail, Clock clock) {
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
     */
    <T> T write(AuditEntry.Action action, String held, int users, String reason, StateKey key, Decided<T> decided)
            throws WriteFailedException, InterruptedException {
        auditTrail.write(action, held, users, Optional.of(reason));
        T decision = decided.by(auditTrail.operator(), clock.instant());
        writer.write(key, decision);
        return decision;
    }
}
