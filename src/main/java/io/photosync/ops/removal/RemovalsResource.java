package io.photosync.ops.removal;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.removal.RemovalDecisions.Answer;
import io.photosync.ops.status.RemovalsStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
    private final RemovalDecisions decisions;
    private final RemovalsStatus status;

    RemovalsResource(ReadyLedger ledger, RemovalDecisions decisions, RemovalsStatus status) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.status = status;
    }

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
        return decisions.release(request);
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
        return decisions.refuse(request);
    }
}
