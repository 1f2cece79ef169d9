package io.photosync.ops.console;

import io.photosync.ops.ApiException;
import io.photosync.ops.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The runbook's pages, where an operator needs them: meaning, impact, diagnosis, mitigation. */
@Path("/ops/runbook")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class RunbookPage {
    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            // The documentation beside the runbook is not part of the application.
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (tag.equals("a") && attributes.getOrDefault("href", "").startsWith("..")) {
                    attributes.remove("href");
                }
            })
            .build();

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance runbook(String title, RawString text);
    }

    @GET
    @Path("{page: ((checks|codes|tasks)/)?[A-Za-z_-]+}")
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("page") String page) {
        String text = read(page);
        String title = text.lines().findFirst().orElse(page).replaceFirst("^#+ *", "");
        return Templates.runbook(title, new RawString(renderer.render(parser.parse(text))));
    }

    private static String read(String page) {
        try (InputStream file = RunbookPage.class.getResourceAsStream("/console/runbook/" + page + ".md")) {
            if (file == null) {
                throw ApiException.notFound("no page " + page + " in the runbook");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
