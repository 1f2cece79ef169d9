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
import io.photosync.ops.status.LeavingStatus;
import io.photosync.roster.LeavingDecision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** People who left the tenant or the scope, and are held because they are too many at once. */
@Path("/ops/api/leaving")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leaving", description = "People who left the tenant or the scope, and are too many at once to be believed")
public class LeavingResource {
    private final ReadyLedger ledger;
    private final TopicWriter writer;
    private final AuditTrail auditTrail;
    private final LeavingStatus status;
    private final Clock clock;

    LeavingResource(ReadyLedger ledger, TopicWriter writer, AuditTrail auditTrail, LeavingStatus status, Clock clock) {
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

    /** @param people whom it is about at this moment */
    public record Answer(String action, int people, boolean dryRun) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Shows whether people who left are held, since when, who, and which order waits")
    @APIResponseSchema(LeavingStatus.State.class)
    public LeavingStatus.State show() {
        ledger.get();
        return status.state();
    }

    @POST
    @Path("release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Lets those people leave, and those who were refused before")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "Nobody is held")
    public Answer release(Decision decision) throws WriteFailedException, InterruptedException {
        LeavingStatus.State state = show();
        return order(
                LeavingDecision.Action.RELEASE, AuditEntry.Action.RELEASE, decision, state.people() + state.refused());
    }

    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Keeps those people as they were, until the directory or the group is seen with them again")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "Nobody is held")
    public Answer refuse(Decision decision) throws WriteFailedException, InterruptedException {
        return order(LeavingDecision.Action.REFUSE, AuditEntry.Action.REFUSE, decision, show().people());
    }

    /** The leader sees to it, whichever replica was asked. */
    private Answer order(LeavingDecision.Action action, AuditEntry.Action audited, Decision decision, int people)
            throws WriteFailedException, InterruptedException {
        if (decision == null) {
            throw ApiException.badField("body", "must be a JSON object, got nothing");
        }
        String reason = OperatorReason.required(decision.reason());
        if (people == 0) {
            throw ApiException.conflict("nobody is held who left");
        }
        boolean dry = decision.dryRun().orElse(false);
        if (!dry) {
            auditTrail.write(audited, "people who left", people, Optional.of(reason));
            LeavingDecision order = new LeavingDecision(
                    UUID.randomUUID().toString(), action, auditTrail.operator(), reason, clock.instant());
            ledger.get().awaitFolded(writer.write(Topic.STATE, LeavingDecision.KEY, order));
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), people, dry);
    }
}
