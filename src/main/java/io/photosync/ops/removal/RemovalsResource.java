package io.photosync.ops.removal;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.status.RemovalsStatus;
import io.photosync.removal.OperatorDecision;
import io.photosync.removal.RemovalState;
import io.photosync.removal.RemovalsView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Removals that are held because there are too many at once. */
@Path("/ops/api/removals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Removals", description = "Photos that are gone in Exchange, held because there are too many at once")
public class RemovalsResource {
    private final ReadyLedger ledger;
    private final HeldDecisions decisions;
    private final RemovalsStatus status;
    private final RemovalsView removals;

    RemovalsResource(ReadyLedger ledger, HeldDecisions decisions, RemovalsStatus status, RemovalsView removals) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.status = status;
        this.removals = removals;
    }

    /** @param people users whose removal is held, or released and not yet published, at this moment */
    public record Answer(String action, int people, boolean dryRun) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Shows whether removals are held, since when, of whom, and which decision is being applied")
    @APIResponseSchema(RemovalsStatus.State.class)
    public RemovalsStatus.State show() {
        ledger.get();
        return status.state();
    }

    @POST
    @Path("release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Releases the removals; each is confirmed once more by a request of its own")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No removal is held")
    public Answer release(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(OperatorDecision.Action.RELEASE, AuditEntry.Action.RELEASE, request);
    }

    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Keeps these photos until they change again in Exchange; also stops a release in progress")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No removal is held")
    public Answer refuse(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(OperatorDecision.Action.REFUSE, AuditEntry.Action.REFUSE, request);
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
                    (operator, at) -> new OperatorDecision(id, action, operator, reason, at, state.answerable()));
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), state.waiting(), request.isDryRun());
    }

    private static String since(RemovalState state) {
        return state.hold().map(hold -> " held since " + hold.since()).orElse(" that were released");
    }
}
