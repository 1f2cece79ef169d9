package io.photosync.ops.removal;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.status.LeavingStatus;
import io.photosync.roster.LeavingDecision;
import io.photosync.roster.LeavingState.Hold;
import io.photosync.roster.LeavingView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Decides about held leavers. */
@ApplicationScoped
public class LeavingDecisions {
    private final ReadyLedger ledger;
    private final HeldDecisions decisions;
    private final LeavingStatus status;
    private final LeavingView leaving;

    LeavingDecisions(ReadyLedger ledger, HeldDecisions decisions, LeavingStatus status, LeavingView leaving) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.status = status;
        this.leaving = leaving;
    }

    /** @param people users concerned at this moment */
    public record Answer(String action, int people, boolean dryRun) {}

    /** @throws ApiException 400 without a reason; 409 when no leaver is held */
    public Answer release(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(LeavingDecision.Action.RELEASE, AuditEntry.Action.RELEASE, request);
    }

    /** {@link #release} likewise. */
    public Answer refuse(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(LeavingDecision.Action.REFUSE, AuditEntry.Action.REFUSE, request);
    }

    /** Number of users whom a decision concerns: without any, it is a conflict. */
    public static int concerned(LeavingDecision.Action action, LeavingStatus.State state) {
        return switch (action) {
            case RELEASE -> state.people() + state.refused();
            case REFUSE -> state.people();
        };
    }

    private Answer decide(LeavingDecision.Action action, AuditEntry.Action audited, DecisionRequest request)
            throws WriteFailedException, InterruptedException {
        String reason = DecisionRequest.requiredReason(request);
        ledger.get();
        int people = concerned(action, status.state());
        if (people == 0) {
            throw ApiException.conflict("no leaver is held");
        }
        Optional<Instant> newest = leaving.state().hold().flatMap(Hold::newest);
        if (!request.isDryRun()) {
            String id = UUID.randomUUID().toString();
            decisions.write(
                    audited,
                    "leavers",
                    people,
                    reason,
                    StateKey.LEAVING_DECISION,
                    (operator, at) -> new LeavingDecision(id, action, operator, reason, at, newest));
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), people, request.isDryRun());
    }
}
