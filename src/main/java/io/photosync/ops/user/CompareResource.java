package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.Comparison;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Compares one user end to end. A POST, since it sends requests to Microsoft; viewers may use it, since it changes
 * nothing.
 */
@Path("/ops/api/users/{idOrUpn}/compare")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Users", description = "State of one user")
public class CompareResource {
    private final UserLookup userLookup;
    private final UserComparisons comparisons;

    CompareResource(UserLookup userLookup, UserComparisons comparisons) {
        this.userLookup = userLookup;
        this.comparisons = comparisons;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Compares Exchange's photo with what SharePoint shows now",
            description =
                    "Compares what the pictures show, not their bytes. At most five requests to Microsoft, with the"
                            + " lowest priority; nothing is written.")
    @APIResponseSchema(Comparison.class)
    @APIResponse(responseCode = "404", description = "Neither the ledger nor the directory knows the user")
    @APIResponse(
            responseCode = "503",
            description = "Microsoft does not answer, or the budget grants no permit within 30 s")
    public Comparison compare(@PathParam("idOrUpn") String idOrUpn)
            throws MicrosoftCallException, InterruptedException {
        return comparisons.compare(userLookup.find(idOrUpn));
    }
}
