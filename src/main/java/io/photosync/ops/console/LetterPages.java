package io.photosync.ops.console;

import io.photosync.deadletter.DeadLetters;
import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.Roles;
import io.photosync.ops.deadletter.LetterView;
import io.photosync.ops.deadletter.LettersView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The open dead letters, and one of them. */
@Path("/ops/dead-letters")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class LetterPages {
    private static final int PAGE = 50;

    private final ReadyLedger ledger;
    private final DeadLetters letters;
    private final Clock clock;

    LetterPages(ReadyLedger ledger, DeadLetters letters, Clock clock) {
        this.ledger = ledger;
        this.letters = letters;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance letters(View view);

        static native TemplateInstance letter(LetterView letter);
    }

    /**
     * @param codes letters by code, as if no code were chosen
     * @param next link to older letters
     * @param failures codes that one can filter by
     */
    record View(
            LetterSearch search,
            LettersView page,
            List<CodeCount> codes,
            Optional<String> next,
            List<OpenDeadLetter.State> states) {}

    /** @param link this page with that code only, or with all when it is chosen already */
    record CodeCount(FailureCode code, int letters, boolean chosen, String link) {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@BeanParam LetterSearch.Parameters parameters, @QueryParam("after") String after) {
        ledger.get();
        LetterSearch search = LetterSearch.of(parameters);
        LettersView page =
                LettersView.of(letters.page(search.filter(), LetterSearch.cursor(after), PAGE), clock.instant());
        Map<FailureCode, Integer> counts = new EnumMap<>(FailureCode.class);
        counts.putAll(letters.counts(search.withoutCode().filter()));
        return Templates.letters(new View(
                search,
                page,
                counts.entrySet().stream()
                        .sorted(Map.Entry.<FailureCode, Integer>comparingByValue()
                                .reversed())
                        .map(entry -> count(search, entry))
                        .toList(),
                page.next().map(next -> "/ops/dead-letters" + search.query().with("after", next)),
                List.of(OpenDeadLetter.State.values())));
    }

    private static CodeCount count(LetterSearch search, Map.Entry<FailureCode, Integer> entry) {
        String name = entry.getKey().name();
        boolean chosen = search.code().filter(name::equals).isPresent();
        return new CodeCount(
                entry.getKey(),
                entry.getValue(),
                chosen,
                "/ops/dead-letters" + search.query().with("code", chosen ? null : name));
    }

    @GET
    @Path("{key}")
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("key") String key) {
        ledger.get();
        return Templates.letter(letters.find(key)
                .map(LetterView::of)
                .orElseThrow(() -> ApiException.notFound(
                        "no open dead letter of " + key + ": it was resolved, or there never was one")));
    }
}
