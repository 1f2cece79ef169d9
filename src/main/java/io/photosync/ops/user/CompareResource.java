package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.Comparison;
import io.photosync.drift.PhotoComparer;
import io.photosync.ops.ApiException;
import io.photosync.ops.Roles;
import io.photosync.ops.user.UserDirectory.Person;
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

/** One user compared end to end. A POST, since Microsoft is asked; it changes nothing, so viewers may. */
@Path("/ops/api/users/{idOrUpn}/compare")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Users", description = "What is known of one user")
public class CompareResource {
    /** An operator waits for the answer; the requests wait behind every change. */
    private static final Duration WITHIN = Duration.ofSeconds(30);
    /** Each costs five requests of the budget that the changes need. */
    private static final int AT_ONCE = 2;

    private final UserLookup userLookup;
    private final PhotoComparer comparer;
    private final Semaphore places = new Semaphore(AT_ONCE);

    CompareResource(UserLookup userLookup, PhotoComparer comparer) {
        this.userLookup = userLookup;
        this.comparer = comparer;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Compares Exchange's photo with what SharePoint shows, now",
            description = "By what the pictures show. At most five requests to Microsoft, behind all other work;"
                    + " nothing is written.")
    @APIResponseSchema(Comparison.class)
    @APIResponse(responseCode = "404", description = "Neither the ledger nor the directory knows the user")
    @APIResponse(responseCode = "503", description = "Microsoft does not answer, or the budget has no room within 30 s")
    public Comparison compare(@PathParam("idOrUpn") String idOrUpn)
            throws MicrosoftCallException, InterruptedException {
        Person person = userLookup.find(idOrUpn);
        if (!places.tryAcquire()) {
            throw ApiException.notNow("%d users are being compared already".formatted(AT_ONCE));
        }
        try {
            return comparer.compare(person.id(), person.userPrincipalName(), WITHIN);
        } finally {
            places.release();
        }
    }
}
