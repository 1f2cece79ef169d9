package io.photosync.ops.console.session;

import io.photosync.identity.ConsolePath;
import io.photosync.ops.PageIdentity;
import io.photosync.ops.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Makes of an error a page, where a browser shows it, and redirects independent of the proxies in between. */
final class PageAnswers {
    /** What a browser takes for the beginning of a host, with the white space that it drops. */
    private static final Pattern HOST_LIKE = Pattern.compile("^[\\s/\\\\]*[/\\\\][\\s/\\\\]*");

    private final ScriptRequests scripts;
    private final PageIdentity identity;

    PageAnswers(ScriptRequests scripts, PageIdentity identity) {
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
            identity.settle();
            String page = Templates.error(problem.status(), heading(problem), sentence(problem.detail()))
                    .render();
            answer.setEntity(page, null, MediaType.TEXT_HTML_TYPE);
        }
    }

    /** The scheme of our redirects would be that of the last proxy's request. */
    @ServerResponseFilter
    void redirectWithinThisHost(ContainerResponseContext answer, RoutingContext request) {
        Object location = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location == null || !ConsolePath.isPage(request)) {
            return;
        }
        String authority = String.valueOf(request.request().authority());
        answer.getHeaders().putSingle(HttpHeaders.LOCATION, withinHost(location.toString(), authority));
    }

    /**
     * Path and query alone, where the address is of this host; as text, since browsers send queries that are no URI's.
     * The path begins with one slash: with two, or a backslash, browsers would take what follows for a host.
     */
    static String withinHost(String location, String authority) {
        String address = location.replaceFirst("^https?://", "");
        boolean absolute = address.length() < location.length();
        boolean ours = address.regionMatches(true, 0, authority, 0, authority.length())
                && address.startsWith("/", authority.length());
        String remainder = absolute && ours ? address.substring(authority.length()) : location;
        return HOST_LIKE.matcher(remainder).replaceFirst("/");
    }

    static String heading(Problem problem) {
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
