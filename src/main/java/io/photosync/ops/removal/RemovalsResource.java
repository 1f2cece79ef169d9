package io.photosync.ops.removal;

import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.OperatorReason;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.audit.AuditTrail;
import io.photosync.ops.status.RemovalsStatus;
import io.photosync.removal.OperatorDecision;
import io.photosync.removal.RemovalState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Removals that are held back because there are too many at once. */
@Path("/ops/api/removals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Removals", description = "Photos that are gone in Exchange, and are too many to be taken down unasked")
public class RemovalsResource {
    private final ReadyLedger ledger;
    private final TopicWriter writer;
    private final AuditTrail auditTrail;
    private final RemovalsStatus status;
    private final Clock clock;

    RemovalsResource(
            ReadyLedger ledger, TopicWriter writer, AuditTrail auditTrail, RemovalsStatus status, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.auditTrail = auditTrail;
        this.status = status;
        this.clock = clock;
    }

    /** What is wanted. */
    public record Decision(
            @Schema(description = "Why; kept in the audit trail", required = true)
            Optional<String> reason,

            @Schema(description = "Count only, change nothing")
            Optional<Boolean> dryRun) {}

    /** @param people whose removal is held back, or released and not on its way yet, at this moment */
    public record Answer(String action, int people, boolean dryRun) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(
            summary = "Shows whether removals are held back, since when, of whom, and which order is being carried out")
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
    @Operation(summary = "Lets those removals pass; each is confirmed once more by a request of its own")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "Nothing is held back")
    public Answer release(Decision decision) throws WriteFailedException, InterruptedException {
        return order(OperatorDecision.Action.RELEASE, AuditEntry.Action.RELEASE, decision);
    }

    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Keeps those photos until they change again in Exchange; ends a release too")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "Nothing is held back")
    public Answer refuse(Decision decision) throws WriteFailedException, InterruptedException {
        return order(OperatorDecision.Action.REFUSE, AuditEntry.Action.REFUSE, decision);
    }

    /** The leader sees to it, whichever replica was asked. */
    private Answer order(OperatorDecision.Action action, AuditEntry.Action audited, Decision decision)
            throws WriteFailedException, InterruptedException {
        if (decision == null) {
            throw ApiException.badField("body", "must be a JSON object, got nothing");
        }
        String reason = OperatorReason.required(decision.reason());
        RemovalState state = RemovalState.read(ledger.get());
        if (state.waiting() == 0) {
            throw ApiException.conflict("no removals are held back");
        }
        boolean dry = decision.dryRun().orElse(false);
        if (!dry) {
            auditTrail.write(audited, "removals" + since(state), state.waiting(), Optional.of(reason));
            OperatorDecision order = new OperatorDecision(
                    UUID.randomUUID().toString(),
                    action,
                    auditTrail.operator(),
                    reason,
                    clock.instant(),
                    state.answerable());
            ledger.get().awaitFolded(writer.write(Topic.STATE, OperatorDecision.KEY, order));
        }
        return new Answer(action.name().toLowerCase(java.util.Locale.ROOT), state.waiting(), dry);
    }

    private static String since(RemovalState state) {
        return state.hold().map(hold -> " held since " + hold.since()).orElse(" that were released");
    }
}
