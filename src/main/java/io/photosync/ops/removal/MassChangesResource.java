package io.photosync.ops.removal;

import io.photosync.event.JournalEntry;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.masschange.MassChange;
import io.photosync.masschange.MassChangeDecision;
import io.photosync.masschange.MassChanges;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.audit.AuditEntry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Photos that are held because many users got the same bytes. */
@Path("/ops/api/mass-changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mass changes", description = "The same photo for many users, held until an operator decides")
public class MassChangesResource {
    private final ReadyLedger ledger;
    private final HeldDecisions decisions;
    private final TopicWriter writer;
    private final MassChanges changes;

    MassChangesResource(ReadyLedger ledger, HeldDecisions decisions, TopicWriter writer, MassChanges changes) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.writer = writer;
        this.changes = changes;
    }

    /** @param users number of users held for this photo at this moment */
    public record Answer(String action, String sha256, int users, boolean dryRun) {}

    /** Held photos, and those with a decision. */
    public record Page(List<MassChangeView> items) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Lists photos that many users got at once: held, released or refused")
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
    @Operation(summary = "Accepts this photo permanently; the held users are synced through the bulk lane")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No photo with this hash is held")
    public Answer release(@PathParam("sha256") String sha256, DecisionRequest request)
            throws WriteFailedException, InterruptedException {
        return decide(sha256, MassChangeDecision.Action.RELEASE, AuditEntry.Action.RELEASE, request);
    }

    @POST
    @Path("{sha256}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(
            summary = "Rejects this photo for all users; they keep what SharePoint shows until they have another one")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No photo with this hash is held")
    public Answer refuse(@PathParam("sha256") String sha256, DecisionRequest request)
            throws WriteFailedException, InterruptedException {
        return decide(sha256, MassChangeDecision.Action.REFUSE, AuditEntry.Action.REFUSE, request);
    }

    private Answer decide(
            String path, MassChangeDecision.Action action, AuditEntry.Action audited, DecisionRequest request)
            throws WriteFailedException, InterruptedException {
        String reason = DecisionRequest.requiredReason(request);
        ledger.get();
        String sha256 = path.toLowerCase(Locale.ROOT);
        MassChange change =
                changes.of(sha256).orElseThrow(() -> ApiException.conflict("no photo is held with sha256 " + sha256));
        if (!request.isDryRun()) {
            MassChangeDecision decision = decisions.write(
                    audited,
                    "photo " + sha256,
                    change.users(),
                    reason,
                    MassChangeDecision.key(sha256),
                    (operator, at) -> new MassChangeDecision(action, operator, reason, at));
            journal(sha256, decision);
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), sha256, change.users(), request.isDryRun());
    }

    /** A released user's journal entry is written with the event in the lane. */
    private void journal(String sha256, MassChangeDecision decision) {
        switch (decision.action()) {
            case RELEASE -> {}
            case REFUSE ->
                changes.users(sha256)
                        .forEach(user -> writer.journal(user, decision.entry(JournalEntry.Decision.REFUSED)));
        }
    }
}
