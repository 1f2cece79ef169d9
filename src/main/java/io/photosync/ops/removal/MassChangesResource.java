package io.photosync.ops.removal;

import io.photosync.event.JournalEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.masschange.MassChange;
import io.photosync.masschange.MassChangeDecision;
import io.photosync.masschange.MassChanges;
import io.photosync.ops.ApiException;
import io.photosync.ops.OperatorReason;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.audit.AuditTrail;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Photos that are held since many different users got the same bytes. */
@Path("/ops/api/mass-changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mass changes", description = "The same photo for many users, held until an operator decides")
public class MassChangesResource {
    private final ReadyLedger ledger;
    private final TopicWriter writer;
    private final AuditTrail auditTrail;
    private final MassChanges changes;
    private final Clock clock;

    MassChangesResource(
            ReadyLedger ledger, TopicWriter writer, AuditTrail auditTrail, MassChanges changes, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.auditTrail = auditTrail;
        this.changes = changes;
        this.clock = clock;
    }

    /** What is wanted. */
    public record Order(
            @Schema(description = "Why; kept in the audit trail", required = true)
            Optional<String> reason,

            @Schema(description = "Count only, change nothing")
            Optional<Boolean> dryRun) {}

    /** @param users who are held for that photo at this moment */
    public record Answer(String action, String sha256, int users, boolean dryRun) {}

    /** Those that are held, and those about which was decided. */
    public record Page(List<MassChangeView> items) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Lists the photos that came for many users at once: held, released or refused")
    @APIResponseSchema(Page.class)
    public Page list() {
        Ledger known = ledger.get();
        return new Page(changes.all().stream()
                .map(change -> MassChangeView.of(change, changes, known))
                .toList());
    }

    @POST
    @Path("{sha256}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Lets that photo pass for good; the users who are held are synced through the bulk lane")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No such photo is held")
    public Answer release(@PathParam("sha256") String sha256, Order order)
            throws WriteFailedException, InterruptedException {
        return decide(sha256, MassChangeDecision.Action.RELEASE, AuditEntry.Action.RELEASE, order);
    }

    @POST
    @Path("{sha256}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Lets nobody get that photo; the users keep what SharePoint shows until they have another one")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No such photo is held")
    public Answer refuse(@PathParam("sha256") String sha256, Order order)
            throws WriteFailedException, InterruptedException {
        return decide(sha256, MassChangeDecision.Action.REFUSE, AuditEntry.Action.REFUSE, order);
    }

    private Answer decide(String path, MassChangeDecision.Action action, AuditEntry.Action audited, Order order)
            throws WriteFailedException, InterruptedException {
        if (order == null) {
            throw ApiException.badField("body", "must be a JSON object, got nothing");
        }
        String reason = OperatorReason.required(order.reason());
        Ledger known = ledger.get();
        String sha256 = path.toLowerCase(Locale.ROOT);
        MassChange change =
                changes.of(sha256).orElseThrow(() -> ApiException.conflict("no photo is held with sha256 " + sha256));
        boolean dry = order.dryRun().orElse(false);
        if (!dry) {
            auditTrail.write(audited, "photo " + sha256, change.users(), Optional.of(reason));
            MassChangeDecision decision =
                    new MassChangeDecision(action, auditTrail.operator(), reason, clock.instant());
            known.awaitFolded(writer.write(Topic.STATE, MassChangeDecision.key(sha256), decision));
            tell(sha256, decision);
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), sha256, change.users(), dry);
    }

    /** Who is released is told when the event stands in its lane. */
    private void tell(String sha256, MassChangeDecision decision) {
        switch (decision.action()) {
            case RELEASE -> {}
            case REFUSE ->
                changes.users(sha256)
                        .forEach(user -> writer.journal(user, decision.entry(JournalEntry.Decision.REFUSED)));
        }
    }
}
