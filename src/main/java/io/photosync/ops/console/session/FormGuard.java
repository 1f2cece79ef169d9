package io.photosync.ops.console.session;

import io.photosync.identity.ConsolePath;
import io.photosync.identity.ConsoleSettings;
import io.photosync.ops.ApiException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses what other sites would have an operator's browser do here. */
final class FormGuard {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final FormToken token;
    private final Optional<String> ownAuthority;

    FormGuard(FormToken token, ConsoleSettings settings) {
        this.token = token;
        this.ownAuthority = settings.publicUrl().map(url -> URI.create(url).getRawAuthority());
    }

    /** What the browser says of where a request comes from; old ones, and other programs, say nothing. */
    @ServerRequestFilter
    void comesFromOurOwnPages(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!ConsolePath.isPage(context) || READING.contains(request.method())) {
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site != null && !site.equals("same-origin") || origin != null && !isOwn(origin, request)) {
            throw ApiException.forbidden("this form was sent by another site than photo sync's own");
        }
    }

    @ServerRequestFilter
    @WithFormRead
    @OwnForm
    void carriesTheToken(ResteasyReactiveContainerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context.getServerRequestContext();
        Object presented = request.getFormParameter(FormToken.FIELD, true, false);
        if (!token.matches(presented instanceof String text ? text : null)) {
            throw ApiException.forbidden(
                    "this form was not opened here by the user who is signed in now; open its page again");
        }
    }

    /** Whatever the scheme: a proxy may have ended TLS. */
    private boolean isOwn(String origin, HttpServerRequest request) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return Stream.concat(ownAuthority.stream(), Optional.ofNullable(request.getHeader("Host")).stream())
                    .anyMatch(own -> own.equalsIgnoreCase(authority));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
