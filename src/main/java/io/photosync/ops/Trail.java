package io.photosync.ops;

import io.photosync.event.TopicWriter.NotWritten;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.util.Optional;

/** The audit trail of the operator whose request this is. */
@RequestScoped
class Trail {
    private final Audit audit;
    private final Operator operator;
    private final Clock clock;

    Trail(Audit audit, Operator operator, Clock clock) {
        this.audit = audit;
        this.operator = operator;
        this.clock = clock;
    }

    void write(AuditEntry.Action action, String what, int count, Optional<String> reason)
            throws NotWritten, InterruptedException {
        audit.write(new AuditEntry(clock.instant(), operator.name(), action, what, count, reason));
    }

    String operator() {
        return operator.name();
    }
}
