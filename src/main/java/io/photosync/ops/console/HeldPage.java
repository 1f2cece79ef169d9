package io.photosync.ops.console;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.Roles;
import io.photosync.ops.console.HeldGroups.Group;
import io.photosync.ops.console.session.OwnForm;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits for an operator's decision: removals, leavers, and one photo for many users. */
@Path("/ops/removals")
@Produces(MediaType.TEXT_HTML)
public class HeldPage {
    private final HeldGroups groups;

    HeldPage(HeldGroups groups) {
        this.groups = groups;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance held(List<Group> groups);

        static native TemplateInstance heldDecision(Group group, HeldDecision decision, Optional<Integer> before);
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance show() {
        return Templates.held(groups.all());
    }

    /** The look before the decision: whom it concerns, and what will happen. */
    @GET
    @Path("{group}/{decision: release|refuse}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance look(@PathParam("group") String group, @PathParam("decision") String decision) {
        return Templates.heldDecision(groups.find(group), HeldDecision.of(decision), Optional.empty());
    }

    /** Done only if the group is as large as it was when the operator looked: else the operator looks again. */
    @POST
    @Path("{group}/{decision: release|refuse}")
    @OwnForm
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response decide(
            @PathParam("group") String key,
            @PathParam("decision") String name,
            @FormParam("users") int seen,
            @FormParam("reason") String reason)
            throws WriteFailedException, InterruptedException {
        Group group = groups.find(key);
        HeldDecision decision = HeldDecision.of(name);
        if (group.concerned(decision) != seen) {
            return Response.status(409)
                    .entity(Templates.heldDecision(group, decision, Optional.of(seen)))
                    .build();
        }
        groups.decide(group, decision, Query.given(reason));
        return Response.seeOther(URI.create("/ops/removals")).build();
    }
}
