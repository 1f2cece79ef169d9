package io.photosync.ops.status;

import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Status of the replica that answers. */
@Path("/ops/api/status")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Status", description = "Status of the replica that answers")
public class StatusResource {
    private final StatusParts parts;

    StatusResource(StatusParts parts) {
        this.parts = parts;
    }

    @GET
    @Operation(
            summary =
                    "Shows every part of the service: lanes, sweep, roster, removals, subscription, breakers and others",
            description = "A part that cannot be shown has an error instead. The part replica names who answers.")
    public Map<String, Object> status() {
        return parts.all();
    }
}
