package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.Comparison;
import io.photosync.drift.PhotoComparer;
import io.photosync.ops.ApiException;
import io.photosync.ops.Roles;
import io.photosync.ops.user.UserDirectory.UserRef;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
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
    /** Deadline of the requests, which have the lowest priority, while an operator waits. */
    private static final Duration WITHIN = Duration.ofSeconds(30);
    /** Concurrent comparisons; each takes five requests of the budget that syncs need. */
    private static final int MAX_CONCURRENT = 2;

    private final UserLookup userLookup;
    private final PhotoComparer comparer;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    CompareResource(UserLookup userLookup, PhotoComparer comparer) {
        this.userLookup = userLookup;
        this.comparer = comparer;
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
        UserRef user = userLookup.find(idOrUpn);
        if (!permits.tryAcquire()) {
            throw ApiException.unavailable("%d comparisons are in progress already".formatted(MAX_CONCURRENT));
        }
        try {
            return comparer.compare(user.id(), user.userPrincipalName(), WITHIN);
        } finally {
            permits.release();
        }
    }
}
