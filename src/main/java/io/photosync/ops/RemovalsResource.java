package io.photosync.ops;

import io.photosync.detect.RemovalOrder;
import io.photosync.detect.RemovalState;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
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
    private final CompleteLedger ledger;
    private final TopicWriter writer;
    private final Trail trail;
    private final RemovalsStatus status;
    private final Clock clock;

    RemovalsResource(CompleteLedger ledger, TopicWriter writer, Trail trail, RemovalsStatus status, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.trail = trail;
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
    public Answer release(Decision decision) throws NotWritten, InterruptedException {
        return order(RemovalOrder.Action.RELEASE, AuditEntry.Action.RELEASE, decision);
    }

    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Keeps those photos until they change again in Exchange; ends a release too")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "Nothing is held back")
    public Answer refuse(Decision decision) throws NotWritten, InterruptedException {
        return order(RemovalOrder.Action.REFUSE, AuditEntry.Action.REFUSE, decision);
    }

    /** The leader sees to it, whichever replica was asked. */
    private Answer order(RemovalOrder.Action action, AuditEntry.Action audited, Decision decision)
            throws NotWritten, InterruptedException {
        if (decision == null) {
            throw Refused.badField("body", "must be a JSON object, got nothing");
        }
        String reason = Reason.required(decision.reason());
        RemovalState state = RemovalState.read(ledger.get());
        if (state.waiting() == 0) {
            throw Refused.conflict("no removals are held back");
        }
        boolean dry = decision.dryRun().orElse(false);
        if (!dry) {
            trail.write(audited, "removals" + since(state), state.waiting(), Optional.of(reason));
            RemovalOrder order = new RemovalOrder(
                    UUID.randomUUID().toString(),
                    action,
                    trail.operator(),
                    reason,
                    clock.instant(),
                    state.answerable());
            ledger.get().awaitFolded(writer.write(Topic.STATE, RemovalOrder.KEY, order));
        }
        return new Answer(action.name().toLowerCase(java.util.Locale.ROOT), state.waiting(), dry);
    }

    private static String since(RemovalState state) {
        return state.hold().map(hold -> " held since " + hold.since()).orElse(" that were released");
    }
}
