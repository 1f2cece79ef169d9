package io.photosync.ops.removal;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.Roles;
import io.photosync.ops.removal.MassChangeDecisions.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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
    private final MassChangeDecisions decisions;

    MassChangesResource(MassChangeDecisions decisions) {
        this.decisions = decisions;
    }

    /** Held photos, and those with a decision. */
    public record Page(List<MassChangeView> items) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Lists photos that many users got at once: held, released or refused")
    @APIResponseSchema(Page.class)
    public Page list() {
        return new Page(decisions.list());
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
        return decisions.release(sha256, request);
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
        return decisions.refuse(sha256, request);
    }
}
