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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Replay and discard: first a look at what would happen, then the action. */
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

        static native TemplateInstance letterAction(LetterActionLook look, boolean typed, Optional<String> problem);
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(hidden = true)
    public TemplateInstance look(
            @PathParam("kind") String kind,
            @QueryParam("row") List<String> rows,
            @BeanParam LetterSearch.Parameters parameters)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        ledger.get();
        LetterSelection selection = LetterSelection.of(rows, LetterSearch.of(parameters));
        return page(look(kind, selection), Optional.empty());
    }

    /** What is selected, when it was looked at, how many it was, and why it is done. */
    static final class Form {
        @FormParam("row")
        List<String> rows;

        @FormParam("seenAt")
        String seenAt;

        @FormParam("expected")
        Integer expected;

        @FormParam("reason")
        String reason;

        /** The number of letters, typed by the operator. */
        @FormParam("typed")
        String typed;
    }

    @POST
    @OwnForm
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response act(@PathParam("kind") String kind, @BeanParam Form form, @BeanParam LetterSearch.Fields fields)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        ledger.get();
        LetterSelection selection = LetterSelection.of(form.rows, LetterSearch.of(fields));
        LetterActionLook look = look(kind, selection);
        if (mustType(look) && !Integer.toString(look.count()).equals(form.typed)) {
            return Response.status(400)
                    .entity(page(
                            look,
                            Optional.of("Nothing was done: type %d, the number of letters, to discard them."
                                    .formatted(look.count()))))
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
                Query.given(form.reason), Query.given(form.seenAt), Optional.ofNullable(form.expected), false);
        return kind.equals("replay")
                ? actions.replay(request).action().orElseThrow()
                : actions.discard(request).action().orElseThrow();
    }

    private LetterActionLook look(String kind, LetterSelection selection)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        var request = selection.request(Optional.of("a look"), Optional.empty(), Optional.empty(), true);
        return kind.equals("replay")
                ? LetterActionLook.of(selection, actions.replay(request))
                : LetterActionLook.of(selection, actions.discard(request));
    }

    private static TemplateInstance page(LetterActionLook look, Optional<String> problem) {
        return Templates.letterAction(look, mustType(look), problem);
    }

    private static boolean mustType(LetterActionLook look) {
        return look.discard() && look.count() > TYPED_ABOVE;
    }
}
