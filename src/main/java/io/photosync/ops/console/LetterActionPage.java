package io.photosync.ops.console;

import io.photosync.deadletter.PartiallyCompletedException;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.console.session.OwnForm;
import io.photosync.ops.deadletter.LetterActions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Replay and discard: first a preview of what would happen, then the action. */
@Path("/ops/dead-letters/{kind: replay|discard}")
@Produces(MediaType.TEXT_HTML)
public class LetterActionPage {
    /** Whoever discards more types the number. */
    private static final int TYPED_ABOVE = 100;

    private final ReadyLedger ledger;
    private final LetterActions actions;

    LetterActionPage(ReadyLedger ledger, LetterActions actions) {
        this.ledger = ledger;
        this.actions = actions;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance letterAction(LetterActionPreview preview, Typed typed, Optional<String> problem);

        static native TemplateInstance nothingTicked(String kind, LetterSearch search);
    }

    /**
     * What the form is filled with.
     *
     * @param number whether the number of letters has to be typed
     * @param reason as it was typed before
     */
    record Typed(boolean number, String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance preview(
            @PathParam("kind") String kind,
            @QueryParam("row") List<String> rows,
            @QueryParam("ticked") String ticked,
            @BeanParam LetterSearch.Parameters parameters)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        ledger.get();
        LetterSelection selection = LetterSelection.of(ticked != null, rows, LetterSearch.of(parameters));
        if (selection.nothing()) {
            return Templates.nothingTicked(kind, selection.search());
        }
        LetterActionPreview preview = preview(kind, selection, Optional.empty(), Optional.empty());
        return Templates.letterAction(preview, new Typed(mustType(preview), ""), Optional.empty());
    }

    /** What is selected, when it was looked at, how many it was, and why it is done. */
    static final class Form {
        @FormParam("row")
        List<String> rows;

        @FormParam("ticked")
        String ticked;

        @FormParam("seenAt")
        String seenAt;

        @FormParam("expected")
        Integer expected;

        @FormParam("reason")
        String reason;

        /** The number of letters that the operator was asked to type. */
        @FormParam("count")
        Integer count;

        /** The number of letters, typed by the operator. */
        @FormParam("typed")
        String typed;

        private Optional<Instant> seenAt() {
            return Query.given(seenAt).map(text -> Moments.from("seenAt", text));
        }

        /** Letters that were resolved since then need no other number. */
        private boolean named(int letters) {
            int asked = count == null ? letters : count;
            return letters <= asked && Integer.toString(asked).equals(typed == null ? null : typed.strip());
        }
    }

    @POST
    @OwnForm
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response act(@PathParam("kind") String kind, @BeanParam Form form, @BeanParam LetterSearch.Fields fields)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        ledger.get();
        LetterSelection selection = LetterSelection.of(form.ticked != null, form.rows, LetterSearch.of(fields));
        if (selection.nothing()) {
            return Response.status(400)
                    .entity(Templates.nothingTicked(kind, selection.search()))
                    .build();
        }
        // As of the first preview: letters that arrive meanwhile must not ask for another number each time.
        LetterActionPreview preview = preview(kind, selection, form.seenAt(), Optional.ofNullable(form.expected));
        if (mustType(preview) && !form.named(preview.count())) {
            Typed typed = new Typed(true, Query.given(form.reason).orElse(""));
            String problem =
                    "Nothing was done: type %d, the number of letters, to discard them.".formatted(preview.count());
            return Response.status(400)
                    .entity(Templates.letterAction(preview, typed, Optional.of(problem)))
                    .build();
        }
        String action = perform(kind, selection, form);
        return Response.seeOther(
                        URI.create("/ops/actions/" + action + selection.search().query()))
                .build();
    }

    private String perform(String kind, LetterSelection selection, Form form)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        var request = selection.request(
                Query.given(form.reason),
                form.seenAt().map(Instant::toString),
                Optional.ofNullable(form.expected),
                false);
        return kind.equals("replay")
                ? actions.replay(request).action().orElseThrow()
                : actions.discard(request).action().orElseThrow();
    }

    private LetterActionPreview preview(
            String kind, LetterSelection selection, Optional<Instant> seenAt, Optional<Integer> expected)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        var request = selection.request(Optional.of("a preview"), seenAt.map(Instant::toString), expected, true);
        return kind.equals("replay")
                ? LetterActionPreview.of(selection, seenAt, actions.replay(request))
                : LetterActionPreview.of(selection, seenAt, actions.discard(request));
    }

    private static boolean mustType(LetterActionPreview preview) {
        return preview.discard() && preview.count() > TYPED_ABOVE;
    }
}
