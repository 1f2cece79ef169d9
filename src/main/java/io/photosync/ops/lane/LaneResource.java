package io.photosync.ops.lane;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReasonReader;
import io.photosync.ops.ReasonRequest;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pauses and resumes a lane. */
@Path("/ops/api/lanes/{lane}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Lanes", description = "live or bulk; answers say which lanes are paused")
public class LaneResource {
    private final LaneSwitch lanes;
    private final ReasonReader reasons;

    LaneResource(LaneSwitch lanes, ReasonReader reasons) {
        this.lanes = lanes;
        this.reasons = reasons;
    }

    @POST
    @Path("pause")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Pauses a lane on all replicas; syncs in flight are finished")
    @APIResponseSchema(LanePauses.class)
    @APIResponse(responseCode = "404", description = "No such lane")
    public LanePauses pause(
            @PathParam("lane") String name,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonRequest.class)))
                    byte[] body)
            throws JsonMappingException, WriteFailedException, InterruptedException {
        return lanes.pause(lane(name), reasons.read(body));
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Resumes a lane")
    @APIResponseSchema(LanePauses.class)
    @APIResponse(responseCode = "404", description = "No such lane")
    public LanePauses resume(
            @PathParam("lane") String name,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonRequest.class)))
                    byte[] body)
            throws JsonMappingException, WriteFailedException, InterruptedException {
        return lanes.resume(lane(name), reasons.read(body));
    }

    private static Lane lane(String name) {
        return Lane.of(name)
                .orElseThrow(() ->
                        ApiException.notFound("no lane " + ApiException.shown(name) + "; there are live and bulk"));
    }
}
