package io.photosync.ops.console;

import io.photosync.deadletter.LetterAction;
import io.photosync.ops.Roles;
import io.photosync.ops.deadletter.ActionProgress;
import io.photosync.ops.deadletter.ActionReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What became of replays and discards. */
@Path("/ops/actions")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class ActionPages {
    private final ActionReader reader;

    ActionPages(ActionReader reader) {
        this.reader = reader;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance actions(List<LetterAction> actions);

        static native TemplateInstance action(ActionProgress progress, LetterSearch search);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance newest() {
        return Templates.actions(reader.newest());
    }

    /** With the filter that the operator came with, for the way back. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public TemplateInstance became(@PathParam("id") String id, @BeanParam LetterSearch.Parameters parameters) {
        return Templates.action(reader.progress(id), LetterSearch.of(parameters));
    }
}
