package io.photosync.ops.deadletter;

import io.photosync.deadletter.DeadLetters;
import io.photosync.deadletter.LetterPage;
import io.photosync.deadletter.PageCursor;
import io.photosync.deadletter.PartiallyCompletedException;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.QueryNumbers;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Dead letters: list, show, replay, discard. */
@Path("/ops/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters", description = "Changes that were given up")
public class DeadLetterResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final ReadyLedger ledger;
    private final DeadLetters letters;
    private final LetterActions actions;
    private final Clock clock;

    DeadLetterResource(ReadyLedger ledger, DeadLetters letters, LetterActions actions, Clock clock) {
        this.ledger = ledger;
        this.letters = letters;
        this.actions = actions;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Lists open dead letters, latest failure first")
    @APIResponseSchema(LettersView.class)
    @APIResponse(responseCode = "400", description = "A parameter cannot be read; the problem names it")
    public LettersView list(
            @BeanParam LetterQuery query,
            @Parameter(description = "The value of next on the previous page") @QueryParam("cursor") String cursor,
            @Parameter(
                            description = "Maximum letters per page",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    String limit) {
        ledger.get();
        Instant now = clock.instant();
        LetterPage page = letters.page(
                query.filter().read(""),
                Optional.ofNullable(cursor).map(DeadLetterResource::position),
                QueryNumbers.within("limit", limit, DEFAULT_LIMIT, MAX_LIMIT));
        return LettersView.of(page, now);
    }

    @GET
    @Path("{userId}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Shows one open dead letter")
    @APIResponseSchema(LetterView.class)
    @APIResponse(responseCode = "404", description = "No open dead letter of that user")
    public LetterView one(@PathParam("userId") String userId) {
        ledger.get();
        return letters.find(userId)
                .map(LetterView::of)
                .orElseThrow(() -> ApiException.notFound("no open dead letter of " + ApiException.shown(userId)));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Replays letters",
            description =
                    "Publishes a new event for each letter; the letter stays, in state replaying, until that event"
                            + " ends."
                            + " At most 1,000 per request.")
    @APIResponseSchema(ReplayAnswer.class)
    @APIResponse(
            responseCode = "409",
            description = "A letter is no longer at the offset that was seen, or more letters match than were seen")
    public ReplayAnswer replay(ActionRequest request)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        ledger.get();
        return actions.replay(required(request));
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Closes letters without a sync", description = "At most 1,000 per request.")
    @APIResponseSchema(DiscardAnswer.class)
    @APIResponse(
            responseCode = "409",
            description = "A letter is no longer at the offset that was seen, or more letters match than were seen")
    public DiscardAnswer discard(ActionRequest request)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        ledger.get();
        return actions.discard(required(request));
    }

    private static ActionRequest required(ActionRequest request) {
        if (request == null) {
            throw ApiException.badField("body", "must be a JSON object, got nothing");
        }
        return request;
    }

    private static PageCursor position(String cursor) {
        try {
            return PageCursor.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw ApiException.badField("cursor", "must be the next of a page, got " + cursor);
        }
    }
}
