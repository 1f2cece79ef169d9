package io.photosync.ops.console;

import io.photosync.call.MicrosoftCallException;
import io.photosync.ops.Roles;
import io.photosync.ops.deadletter.ActionReader;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.ops.user.UserLookup;
import io.quarkus.oidc.OidcSession;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The parts of pages that renew themselves, as server-sent events: {@code look} has HTML, {@code beat} the time. */
@Path("/ops/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class LiveResource {
    private final LiveStreams streams;
    private final OidcSession session;
    private final Clock clock;
    private final OverviewReader overview;
    private final UserLookup lookup;
    private final UserSummaries summaries;
    private final ActionReader actions;
    private final ChangedRows changedRows;

    // One for each page that renews itself, besides what a stream needs.
    LiveResource(
            LiveStreams streams,
            OidcSession session,
            Clock clock,
            OverviewReader overview,
            UserLookup lookup,
            UserSummaries summaries,
            ActionReader actions,
            ChangedRows changedRows) {
        this.streams = streams;
        this.session = session;
        this.clock = clock;
        this.overview = overview;
        this.lookup = lookup;
        this.summaries = summaries;
        this.actions = actions;
        this.changedRows = changedRows;
    }

    @GET
    @Path("overview")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> overview(@Context Sse sse) {
        return open(sse, "overview", () -> LiveParts.Templates.overviewBody(overview.read())
                .render());
    }

    @GET
    @Path("people/{idOrUpn}")
    @Blocking
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> user(
            @PathParam("idOrUpn") String idOrUpn,
            @QueryParam("event") String event,
            @QueryParam("at") String at,
            @Context Sse sse)
            throws MicrosoftCallException, InterruptedException {
        UserRef user = lookup.find(idOrUpn);
        Optional<AskedSync> asked = AskedSync.read(event, at);
        return open(
                sse,
                "user " + user.id() + " "
                        + asked.map(AskedSync::query).map(Query::toString).orElse(""),
                () -> LiveParts.Templates.userBody(summaries.of(user, asked)).render());
    }

    @GET
    @Path("actions/{id}")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> action(@PathParam("id") String id, @Context Sse sse) {
        return open(sse, "action " + id, () -> LiveParts.Templates.actionBody(actions.progress(id))
                .render());
    }

    /**
     * Which of these rows are not any more what was seen: as JSON, key to word.
     *
     * @param replaying rows that were shown as on their way
     */
    @GET
    @Path("letters")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> letters(
            @QueryParam("row") List<String> rows, @QueryParam("replaying") List<String> replaying, @Context Sse sse) {
        ChangedRows.Seen seen = new ChangedRows.Seen(LetterSelection.offsets(rows), LetterSelection.offsets(replaying));
        return open(sse, "letters " + seen, () -> changedRows.json(seen));
    }

    private Multi<OutboundSseEvent> open(Sse sse, String key, Supplier<String> html) {
        return streams.open(
                sse, new LiveStreams.Part(key, html), clock.instant().plus(session.validFor()));
    }
}
