package io.photosync.ops.removal;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.removal.LeavingDecisions.Answer;
import io.photosync.ops.status.LeavingStatus;
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

/** Leavers of the tenant or the scope who are held because there are too many at once. */
@Path("/ops/api/leaving")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leaving", description = "Leavers of the tenant or the scope, held because there are too many at once")
public class LeavingResource {
    private final ReadyLedger ledger;
    private final LeavingDecisions decisions;
    private final LeavingStatus status;

    LeavingResource(ReadyLedger ledger, LeavingDecisions decisions, LeavingStatus status) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.status = status;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Shows whether leavers are held, since when, who they are, and which decision is pending")
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
    @Operation(summary = "Confirms that these users have left, and those who were refused before")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No leaver is held")
    public Answer release(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decisions.release(request);
    }

    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Keeps these users managed until the directory, or the group, lists them again")
    @APIResponseSchema(value = Answer.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "No leaver is held")
    public Answer refuse(DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decisions.refuse(request);
    }
}
