package io.photosync.ops.lane;

import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.event.LanePauses.Pause;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReasonRequest;
import io.photosync.ops.Roles;
import io.photosync.ops.audit.AuditEntry.Action;
import io.photosync.ops.audit.AuditTrail;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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
    private final AuditTrail auditTrail;
    private final Clock clock;

    LaneResource(LaneSwitch lanes, AuditTrail auditTrail, Clock clock) {
        this.lanes = lanes;
        this.auditTrail = auditTrail;
        this.clock = clock;
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
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonRequest.class)))
                    byte[] body)
            throws WriteFailedException, InterruptedException {
        Lane lane = lane(name);
        Optional<String> reason = ReasonRequest.read(body);
        auditTrail.write(Action.PAUSE, "lane " + name, 0, reason);
        return lanes.set(lane, Optional.of(new Pause(auditTrail.operator(), reason, clock.instant())));
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
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonRequest.class)))
                    byte[] body)
            throws WriteFailedException, InterruptedException {
        Lane lane = lane(name);
        auditTrail.write(Action.RESUME, "lane " + name, 0, ReasonRequest.read(body));
        return lanes.set(lane, Optional.empty());
    }

    private static Lane lane(String name) {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("no lane " + name + "; there are live and bulk"));
    }
}
