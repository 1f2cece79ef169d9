package io.photosync.ops.user;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.photosync.call.MicrosoftCallException;
import io.photosync.deadletter.DeadLetters;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.ReasonReader;
import io.photosync.ops.ReasonRequest;
import io.photosync.ops.Roles;
import io.photosync.ops.user.UserDirectory.UserRef;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** One user: state, and a sync on request. */
@Path("/ops/api/users/{idOrUpn}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users", description = "State of one user")
public class UserResource {
    private final UserLookup userLookup;
    private final ReadyLedger ledger;
    private final DeadLetters letters;
    private final SyncRequests syncRequests;
    private final ReasonReader reasons;

    UserResource(
            UserLookup userLookup,
            ReadyLedger ledger,
            DeadLetters letters,
            SyncRequests syncRequests,
            ReasonReader reasons) {
        this.userLookup = userLookup;
        this.ledger = ledger;
        this.letters = letters;
        this.syncRequests = syncRequests;
        this.reasons = reasons;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Shows the state of a user")
    @APIResponseSchema(UserView.class)
    @APIResponse(responseCode = "404", description = "Neither the ledger nor the directory knows the user")
    public UserView show(@PathParam("idOrUpn") String idOrUpn) throws MicrosoftCallException, InterruptedException {
        UserRef user = userLookup.find(idOrUpn);
        return UserView.of(user, ledger.get().of(user.id()), letters.ofKey(user.id()));
    }

    /**
     * @param event id of the published event
     * @param lane lane it was published to
     */
    public record Accepted(String userId, String event, String lane) {}

    @POST
    @Path("sync")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(202)
    @Operation(summary = "Syncs a user now, whether or not the photo is known to have changed")
    @APIResponseSchema(value = Accepted.class, responseCode = "202")
    @APIResponse(responseCode = "404", description = "Neither the ledger nor the directory knows the user")
    public Accepted sync(
            @PathParam("idOrUpn") String idOrUpn,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonRequest.class)))
                    byte[] body)
            throws JsonMappingException, MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<String> reason = reasons.read(body);
        UserRef user = userLookup.find(idOrUpn);
        PhotoEvent event = syncRequests.sync(user, reason);
        return new Accepted(user.id(), event.id(), Lane.LIVE.label());
    }
}
