package io.photosync.ops.audit;

import io.photosync.event.JournalEntry;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.Operator;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.util.Optional;

/** Writes audit entries for the operator of the current request. */
@RequestScoped
public class AuditTrail {
    private final Audit audit;
    private final Operator operator;
    private final TopicWriter writer;
    private final Clock clock;

    AuditTrail(Audit audit, Operator operator, TopicWriter writer, Clock clock) {
        this.audit = audit;
        this.operator = operator;
        this.writer = writer;
        this.clock = clock;
    }

    public void write(AuditEntry.Action action, String what, int count, Optional<String> reason)
            throws WriteFailedException, InterruptedException {
        write(action, what, count, reason, Optional.empty());
    }

    /** @param actionId of the replay or discard, if letters are concerned */
    public void write(
            AuditEntry.Action action, String what, int count, Optional<String> reason, Optional<String> actionId)
            throws WriteFailedException, InterruptedException {
        audit.write(new AuditEntry(
                clock.instant(),
                operator.name(),
                action,
                what,
                count,
                reason,
                operator.objectId(),
                operator.tenantId(),
                actionId));
    }

    /** Records the operator's request in the user's journal. */
    public void journal(String userId, AuditEntry.Action action, Optional<String> reason) {
        writer.journal(
                userId,
                JournalEntry.ofOperator(
                        Decision.REQUESTED, clock.instant(), operator.name(), Optional.of(action.name()), reason));
    }

    public String operator() {
        return operator.name();
    }
}
