package io.photosync.ops.console.session;

import io.photosync.identity.ConsolePath;
import io.photosync.ops.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Makes of an error a page, where a browser shows it, and redirects independent of the proxies in between. */
final class PageAnswers {
    private final ScriptRequests scripts;
    private final CurrentIdentityAssociation identity;

    PageAnswers(ScriptRequests scripts, CurrentIdentityAssociation identity) {
        this.scripts = scripts;
        this.identity = identity;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance error(int status, String heading, String sentence);
    }

    @ServerResponseFilter
    void showProblem(ContainerResponseContext answer, RoutingContext request) {
        if (answer.getEntity() instanceof Problem problem
                && ConsolePath.isPage(request)
                && !scripts.isJavaScriptRequest(request)) {
            settleIdentity();
            String page = Templates.error(problem.status(), heading(problem), sentence(problem.detail()))
                    .render();
            answer.setEntity(page, null, MediaType.TEXT_HTML_TYPE);
        }
    }

    /**
     * The page names its user, and this may be a thread that cannot wait to learn who that is: where that is not known by
     * now, it is nobody.
     */
    private void settleIdentity() {
        SecurityIdentity known = identity.getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage()
                .getNow(null);
        identity.setIdentity(
                known == null
                        ? QuarkusSecurityIdentity.builder().setAnonymous(true).build()
                        : known);
    }

    /** The scheme of our redirects would be that of the last proxy's request. */
    @ServerResponseFilter
    void redirectWithinThisHost(ContainerResponseContext answer, RoutingContext request) {
        Object location = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location == null || !ConsolePath.isPage(request)) {
            return;
        }
        URI uri = URI.create(location.toString());
        if (String.valueOf(request.request().authority()).equalsIgnoreCase(uri.getRawAuthority())) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            answer.getHeaders().putSingle(HttpHeaders.LOCATION, uri.getRawPath() + query);
        }
    }

    private static String heading(Problem problem) {
        return switch (problem.status()) {
            case 400 -> "This cannot be read";
            case 401 -> "You were not signed in";
            case 403 -> "This is not allowed";
            case 404 -> "There is no such page";
            case 409 -> "Something has changed in between";
            case 500 -> "Something went wrong here";
            case 503 -> "This does not work now";
            default -> problem.title();
        };
    }

    private static String sentence(String detail) {
        String text = detail == null || detail.isBlank() ? "photo sync gave no reason" : detail;
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
