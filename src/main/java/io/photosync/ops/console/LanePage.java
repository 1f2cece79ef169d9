package io.photosync.ops.console;

import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.OperatorReason;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.console.session.OwnForm;
import io.photosync.ops.lane.LaneSwitch;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Pauses and resumes a lane, with a reason. */
@Path("/ops/lanes/{lane: live|bulk}")
@Produces(MediaType.TEXT_HTML)
public class LanePage {
    private final ReadyLedger ledger;
    private final LaneSwitch lanes;

    LanePage(ReadyLedger ledger, LaneSwitch lanes) {
        this.ledger = ledger;
        this.lanes = lanes;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance lane(String name, Optional<LanePauses.Pause> pause, Seen seen);
    }

    /**
     * What the form carries.
     *
     * @param state of the lane when it was looked at
     * @param reason as it was typed before
     * @param changed whether the lane was in another state when the form was sent
     */
    record Seen(String state, String reason, boolean changed) {
        static String of(Optional<LanePauses.Pause> pause) {
            return pause.map(by -> by.since().toString()).orElse("runs");
        }
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("lane") String name) {
        Optional<LanePauses.Pause> pause = LaneSwitch.read(ledger.get()).of(lane(name));
        return Templates.lane(name, pause, new Seen(Seen.of(pause), "", false));
    }

    /** Done only if the lane is as it was when the operator looked: else the operator looks again. */
    @POST
    @Path("{action: pause|resume}")
    @OwnForm
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response change(
            @PathParam("lane") String name,
            @PathParam("action") String action,
            @FormParam("seen") String seen,
            @FormParam("reason") String reason)
            throws WriteFailedException, InterruptedException {
        String why = OperatorReason.required(Query.given(reason));
        Optional<LanePauses.Pause> pause = LaneSwitch.read(ledger.get()).of(lane(name));
        if (!Seen.of(pause).equals(seen)) {
            return Response.status(409)
                    .entity(Templates.lane(name, pause, new Seen(Seen.of(pause), why, true)))
                    .build();
        }
        if (action.equals("pause")) {
            lanes.pause(lane(name), Optional.of(why));
        } else {
            lanes.resume(lane(name), Optional.of(why));
        }
        return Response.seeOther(URI.create("/ops/lanes/" + name)).build();
    }

    /** Whoever signs in again in the middle of a form comes back to its page. */
    @GET
    @Path("{action: pause|resume}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public Response back(@PathParam("lane") String name) {
        return Response.seeOther(URI.create("/ops/lanes/" + name)).build();
    }

    private static Lane lane(String name) {
        return Lane.of(name).orElseThrow();
    }
}
