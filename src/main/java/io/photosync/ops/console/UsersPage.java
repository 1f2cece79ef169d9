package io.photosync.ops.console;

import io.photosync.ledger.SearchWords;
import io.photosync.ops.FilterRequest;
import io.photosync.ops.Roles;
import io.photosync.ops.user.UserSearch;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Finds users by parts of their names or ids. */
@Path("/ops/people")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class UsersPage {
    private final UserSearch search;

    UsersPage(UserSearch search) {
        this.search = search;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance users(Optional<String> words, Optional<UserSearch.Found> found);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance find(@QueryParam("q") String words) {
        Optional<String> given = Query.given(words);
        return Templates.users(given, given.map(text -> search.find(SearchWords.of(FilterRequest.words("q", text)))));
    }
}
