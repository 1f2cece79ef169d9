package io.photosync.ops.user;

import io.photosync.ledger.SearchWords;
import io.photosync.ops.ApiException;
import io.photosync.ops.FilterRequest;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users by parts of their names. */
@Path("/ops/api/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Users", description = "State of one user")
public class UsersResource {
    private final UserSearch users;

    UsersResource(UserSearch users) {
        this.users = users;
    }

    /** Users that match. */
    @Schema(name = "UsersFound")
    public record UsersView(
            @Schema(description = "Number of users that match")
            int total,

            @Schema(description = "Whether more match than are listed")
            boolean more,

            @Schema(description = "At most 50, by name") List<UserFound> items) {}

    @GET
    @Operation(
            summary = "Finds users by parts of name, user principal name or id",
            description = "Read from this replica's ledger, without a request to Microsoft.")
    @APIResponseSchema(UsersView.class)
    @APIResponse(responseCode = "400", description = "There is nothing to look for")
    public UsersView find(
            @Parameter(
                            required = true,
                            description =
                                    "Words with spaces between them; each must be part of name, user principal name or id,"
                                            + " in any case")
                    @QueryParam("q")
                    String q) {
        if (q == null) {
            throw ApiException.badField("q", "must be words, got nothing");
        }
        UserSearch.Found found = users.find(SearchWords.of(FilterRequest.words("q", q)));
        return new UsersView(found.total(), found.more(), found.items());
    }
}
