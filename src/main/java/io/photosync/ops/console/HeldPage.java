package io.photosync.ops.console;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.Roles;
import io.photosync.ops.console.HeldGroup.Choice;
import io.photosync.ops.console.session.OwnForm;
import io.photosync.ops.removal.DecisionRequest;
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

        static native TemplateInstance held(List<HeldGroup> groups);

        static native TemplateInstance heldDecision(
                HeldGroup group,
                HeldDecision decision,
                Optional<Choice> choice,
                String reason,
                Optional<String> problem);
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance show() {
        return Templates.held(groups.all());
    }

    /** The preview of a decision: whom it concerns, and what will happen. */
    @GET
    @Path("{group}/{decision: release|refuse}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance preview(@PathParam("group") String key, @PathParam("decision") String name) {
        HeldGroup group = groups.find(key);
        HeldDecision decision = HeldDecision.of(name);
        return Templates.heldDecision(group, decision, group.choice(decision), "", Optional.empty());
    }

    /** Done only if everything is as it was when the operator looked: else the operator looks again. */
    @POST
    @Path("{group}/{decision: release|refuse}")
    @OwnForm
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response decide(
            @PathParam("group") String key,
            @PathParam("decision") String name,
            @FormParam("users") int users,
            @FormParam("seen") String seen,
            @FormParam("reason") String reason)
            throws WriteFailedException, InterruptedException {
        HeldGroup group = groups.find(key);
        HeldDecision decision = HeldDecision.of(name);
        Optional<Choice> choice = group.choice(decision);
        if (choice.filter(now -> now.seen().equals(seen)).isEmpty()) {
            return Response.status(409)
                    .entity(Templates.heldDecision(
                            group,
                            decision,
                            choice,
                            Query.given(reason).orElse(""),
                            Optional.of(changed(group, choice, users))))
                    .build();
        }
        choice.get().effect().by(new DecisionRequest(Query.given(reason), Optional.empty()));
        return Response.seeOther(URI.create("/ops/removals")).build();
    }

    private static String changed(HeldGroup group, Optional<Choice> choice, int users) {
        String what = choice.filter(now -> now.users() != users)
                .map(now -> "it concerned %s when you looked, and %s now"
                        .formatted(Display.users(users), Display.text(now.users())))
                .orElse(group.decided().isPresent() ? "it was decided in between" : "it is not what you saw any more");
        return "Nothing was done: %s. Look again.".formatted(what);
    }
}
