package io.photosync.ops.removal;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.removal.OperatorDecision;
import io.photosync.removal.RemovalState;
import io.photosync.removal.RemovalsView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;

/** Decides about held removals. */
@ApplicationScoped
public class RemovalDecisions {
    private final ReadyLedger ledger;
    private final HeldDecisions decisions;
    private final RemovalsView removals;

    RemovalDecisions(ReadyLedger ledger, HeldDecisions decisions, RemovalsView removals) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.removals = removals;
    }

    /** @param people users whose removal is held, or released and not yet published, at this moment */
    public record Answer(String action, int people, boolean dryRun) {}

    /** @throws ApiException 400 without a reason; 409 when no removal is held */
    public Answer release(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(OperatorDecision.Action.RELEASE, AuditEntry.Action.RELEASE, request);
    }

    /** {@link #release} likewise. */
    public Answer refuse(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(OperatorDecision.Action.REFUSE, AuditEntry.Action.REFUSE, request);
    }

    /** Number of users whom a decision would concern now: without any, it is a conflict. */
    public int concerned() {
        ledger.get();
        return removals.state().waiting();
    }

    private Answer decide(OperatorDecision.Action action, AuditEntry.Action audited, DecisionRequest request)
            throws WriteFailedException, InterruptedException {
        String reason = DecisionRequest.requiredReason(request);
        ledger.get();
        RemovalState state = removals.state();
        if (state.waiting() == 0) {
            throw ApiException.conflict("no removal is held");
        }
        if (!request.isDryRun()) {
            String id = UUID.randomUUID().toString();
            decisions.write(
                    audited,
                    "removals" + since(state),
                    state.waiting(),
                    reason,
                    StateKey.REMOVALS_DECISION,
                    (operator, at) ->
                            new OperatorDecision(id, action, operator, reason, at, state.answerable(), state.newest()));
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), state.waiting(), request.isDryRun());
    }

    private static String since(RemovalState state) {
        return state.hold().map(hold -> " held since " + hold.since()).orElse(" that were released");
    }
}
