package io.photosync.ops.deadletter;

import io.photosync.deadletter.LetterAction;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The last replays and discards. */
@Path("/ops/api/actions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Actions", description = "The last replays and discards of dead letters, and what became of them")
public class ActionsResource {
    private final ActionReader actions;

    ActionsResource(ActionReader actions) {
        this.actions = actions;
    }

    /** @param items newest first */
    @Schema(name = "LetterActions")
    public record ActionsView(List<LetterAction> items) {}

    @GET
    @Operation(
            summary = "Lists the last 50 replays and discards, newest first",
            description = "Every replica answers alike, also after a restart.")
    public ActionsView newest() {
        return new ActionsView(actions.newest());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a replay or discard, and what became of each letter by now")
    @APIResponseSchema(ActionProgress.class)
    @APIResponse(responseCode = "404", description = "No such action is kept")
    public ActionProgress one(@PathParam("id") String id) {
        return actions.progress(id);
    }
}
