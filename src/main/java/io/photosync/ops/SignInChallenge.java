package io.photosync.ops;

import io.photosync.identity.ConsolePath;
import io.quarkus.oidc.OIDCException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends a browser to the sign-in. Quarkus would do so itself for an HTTP policy, but then an Entra that is away would
 * be a bare 500.
 */
@ApplicationScoped
class SignInChallenge {
    private static final Logger LOG = Logger.getLogger(SignInChallenge.class);
    private static final String STATE_COOKIE = "q_auth";
    /** Of 0.5 kB each, within the 8 kB that the headers of a request may have. */
    private static final int MOST_STATES = 6;

    private final PageIdentity identity;

    SignInChallenge(PageIdentity identity) {
        this.identity = identity;
    }

    /**
     * For a navigation the redirect to Entra; for a script 499, since a redirect to another host would only fail there.
     */
    Uni<Response> answer(RoutingContext request) {
        if (isReturn(request)) {
            // Another redirect would come back at once, and never end where the browser keeps no cookies.
            return Uni.createFrom()
                    .item(failed(new SignInFailure(
                            401,
                            "the browser did not send the cookie of a sign-in that was begun here. It may be too old, or"
                                    + " cookies are refused",
                            "the state's cookie is missing")));
        }
        forgetOldStates(request);
        HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        return authenticator
                .getChallenge(request)
                .map(SignInChallenge::response)
                .onFailure(OIDCException.class)
                .recoverWithItem(away -> failed(SignInFailure.of(away)));
    }

    /** Says why, on a page of nobody's. */
    Response failed(SignInFailure failure) {
        LOG.warnf("sign-in failed reason=\"%s\"", failure.cause());
        identity.forget();
        return failure.status() == 503
                ? Problem.unavailable(failure.detail())
                : Problem.answer(failure.status(), failure.detail(), Optional.empty())
                        .build();
    }

    private static boolean isReturn(RoutingContext request) {
        return request.normalizedPath().equals(ConsolePath.SIGNED_IN)
                && (request.queryParams().contains("state")
                        || request.queryParams().contains("error"));
    }

    /** Sign-ins that were never finished: each has left a cookie. */
    private static void forgetOldStates(RoutingContext request) {
        List<Cookie> states = request.request().cookies().stream()
                .filter(cookie -> cookie.getName().startsWith(STATE_COOKIE))
                .toList();
        if (states.size() >= MOST_STATES) {
            states.forEach(state -> request.response()
                    .addCookie(Cookie.cookie(state.getName(), "")
                            .setPath(ConsolePath.ROOT)
                            .setMaxAge(0)));
        }
    }

    private static Response response(ChallengeData challenge) {
        Response.ResponseBuilder answer = Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> answer.header(name.toString(), value));
        return answer.build();
    }
}
