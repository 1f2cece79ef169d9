package io.photosync.ops.console;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.Comparison;
import io.photosync.drift.ServedPhoto;
import io.photosync.drift.UserPhotos.Which;
import io.photosync.event.PhotoEvent;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.OperatorReason;
import io.photosync.ops.Roles;
import io.photosync.ops.console.session.OwnForm;
import io.photosync.ops.user.History;
import io.photosync.ops.user.PhotoResource;
import io.photosync.ops.user.ShownPhotos;
import io.photosync.ops.user.SyncRequests;
import io.photosync.ops.user.UserComparisons;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.ops.user.UserLookup;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One user: sync status, photos, what happened, and what an operator can do. */
@Path("/ops/people/{idOrUpn}")
@Produces(MediaType.TEXT_HTML)
public class UserDetailPage {
    private static final int ENTRIES = 50;

    private final UserLookup lookup;
    private final UserSummaries summaries;
    private final History history;
    private final SyncRequests syncs;
    private final UserComparisons comparisons;
    private final ShownPhotos photos;

    // One for each thing that the page shows or does.
    UserDetailPage(
            UserLookup lookup,
            UserSummaries summaries,
            History history,
            SyncRequests syncs,
            UserComparisons comparisons,
            ShownPhotos photos) {
        this.lookup = lookup;
        this.summaries = summaries;
        this.history = history;
        this.syncs = syncs;
        this.comparisons = comparisons;
        this.photos = photos;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance user(UserSummary user, Optional<Comparison> comparison);

        static native TemplateInstance userHistory(UserRef user, History.Page page, boolean earlier);
    }

    /** @param event of a sync that was asked for, and {@code at} when: its steps are shown */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("idOrUpn") String idOrUpn, @QueryParam("event") String event, @QueryParam("at") String at)
            throws MicrosoftCallException, InterruptedException {
        return Templates.user(summaries.of(lookup.find(idOrUpn), AskedSync.read(event, at)), Optional.empty());
    }

    /** Read from Kafka, which takes up to some seconds: the page asks for it by itself once it is shown. */
    @GET
    @Path("history")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance history(@PathParam("idOrUpn") String idOrUpn, @QueryParam("before") Long before)
            throws MicrosoftCallException, InterruptedException {
        UserRef user = lookup.find(idOrUpn);
        return Templates.userHistory(
                user,
                history.read(new History.Query(
                        user.id(),
                        ENTRIES,
                        Optional.empty(),
                        before == null ? OptionalLong.empty() : OptionalLong.of(before))),
                before != null);
    }

    /**
     * Of a photo that does not exist there is no content, rather than an error for the browser to complain about; a
     * header says why.
     */
    @GET
    @Path("photos/{which: exchange|small|medium|large}")
    @Produces({"image/jpeg", "image/png"})
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public Response photo(@PathParam("idOrUpn") String idOrUpn, @PathParam("which") String which)
            throws MicrosoftCallException, InterruptedException {
        return switch (photos.read(lookup.find(idOrUpn), Which.valueOf(which.toUpperCase(Locale.ROOT)))) {
            case ServedPhoto.Picture picture -> PhotoResource.answer(picture);
            case ServedPhoto.None(String why) ->
                Response.noContent().header("Photo-Absent", why).build();
        };
    }

    @POST
    @Path("sync")
    @OwnForm
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response sync(@PathParam("idOrUpn") String idOrUpn, @FormParam("reason") String reason)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        String why = OperatorReason.required(Query.given(reason));
        UserRef user = lookup.find(idOrUpn);
        PhotoEvent event = syncs.sync(user, Optional.of(why));
        return Response.seeOther(URI.create(
                        "/ops/people/" + user.id() + AskedSync.of(event).query()))
                .build();
    }

    /** Changes nothing, so a viewer may ask for it too. */
    @POST
    @Path("compare")
    @OwnForm
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance compare(@PathParam("idOrUpn") String idOrUpn)
            throws MicrosoftCallException, InterruptedException {
        UserRef user = lookup.find(idOrUpn);
        Comparison comparison = comparisons.compare(user);
        return Templates.user(summaries.of(user, Optional.empty()), Optional.of(comparison));
    }

    /** Whoever signs in again in the middle of a form comes back to its page. */
    @GET
    @Path("{action: sync|compare}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public Response back(@PathParam("idOrUpn") String idOrUpn) throws MicrosoftCallException, InterruptedException {
        return Response.seeOther(
                        URI.create("/ops/people/" + lookup.find(idOrUpn).id()))
                .build();
    }
}
