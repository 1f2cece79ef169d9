package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.JournalEntry;
import io.photosync.ops.ApiException;
import io.photosync.ops.FilterRequest;
import io.photosync.ops.QueryNumbers;
import io.photosync.ops.Roles;
import io.photosync.ops.user.History.Query;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Decisions about one user. */
@Path("/ops/api/users/{idOrUpn}/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Users", description = "State of one user")
public class HistoryResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final UserLookup userLookup;
    private final History history;

    HistoryResource(UserLookup userLookup, History history) {
        this.userLookup = userLookup;
        this.history = history;
    }

    /**
     * @param items newest first
     * @param next cursor of earlier decisions; absent when there are none
     */
    @Schema(name = "History")
    public record HistoryView(String userId, List<JournalEntry> items, Optional<String> next) {}

    @GET
    @Operation(
            summary = "Lists decisions about a user, newest first",
            description = "Kept for 30 days. An answer that would take more than 5 s is cut short and has a next.")
    @APIResponseSchema(HistoryView.class)
    @APIResponse(responseCode = "400", description = "A parameter cannot be read; the problem names it")
    @APIResponse(responseCode = "404", description = "Neither the ledger nor the directory knows the user")
    public HistoryView history(
            @PathParam("idOrUpn") String idOrUpn,
            @Parameter(description = "Only decisions at or after this time, ISO 8601") @QueryParam("since")
                    String since,
            @Parameter(description = "The value of next on the previous page") @QueryParam("cursor") String cursor,
            @Parameter(
                            description = "Maximum decisions per page",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    String limit)
            throws MicrosoftCallException, InterruptedException {
        int max = QueryNumbers.within("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
        OptionalLong before = cursor == null ? OptionalLong.empty() : OptionalLong.of(offset(cursor));
        Optional<Instant> from = Optional.ofNullable(since).map(text -> FilterRequest.time("since", text));
        String userId = userLookup.id(idOrUpn);
        History.Page page = history.read(new Query(userId, max, from, before));
        return new HistoryView(
                userId,
                page.entries(),
                page.next().stream().mapToObj(Long::toString).findFirst());
    }

    private static long offset(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw ApiException.badField("cursor", "must be the next of another page, got " + cursor);
        }
        return Long.parseLong(cursor);
    }
}
