package io.photosync.ops.console;

import io.photosync.ops.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The first page: is the promise kept, and who has to act? */
@Path("/ops")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class OverviewPage {

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(Overview now);
    }

    private final OverviewReader reader;

    OverviewPage(OverviewReader reader) {
        this.reader = reader;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        return Templates.overview(reader.read());
    }
}
