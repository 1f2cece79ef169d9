package io.photosync.ops;

import io.photosync.identity.ConsolePath;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers where nobody is signed in, or not with the roles that are needed: problem details for the API; for pages the
 * way to the sign-in, or what went wrong with it.
 */
final class SignInMappers {
    private static final Logger LOG = Logger.getLogger(SignInMappers.class);

    private final SignInChallenge challenge;

    SignInMappers(SignInChallenge challenge) {
        this.challenge = challenge;
    }

    /** Entra's documents or keys cannot be read, so nobody can be recognized or sent there. */
    @ServerExceptionMapper
    Response entraUnavailable(OIDCException e, RoutingContext request) {
        if (ConsolePath.isPage(request)) {
            return challenge.failed(SignInFailure.of(e));
        }
        LOG.warnf("token not checked, Entra unavailable: %s", e.getMessage());
        return Problem.unavailable("Entra cannot be reached to check the token");
    }

    /**
     * The cause goes to our log and not to the sender, unless the sender can correct it where the token was requested.
     */
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Uni<Response> unauthorized(SecurityException e, RoutingContext request) {
        LOG.debugf("not authenticated: %s", e.getMessage());
        return ConsolePath.isPage(request)
                ? challenge.answer(request)
                : Uni.createFrom().item(bearerWanted(request.request().getHeader(HttpHeaders.AUTHORIZATION)));
    }

    /** Entra sent the browser back, but not with what signs a user in. */
    @ServerExceptionMapper
    Response incomplete(AuthenticationCompletionException e) {
        return challenge.failed(SignInFailure.of(e));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext request) {
        String detail = ConsolePath.isPage(request)
                ? "your account does not have the role that this needs: %s may look, %s may act. An administrator of the"
                        + " tenant assigns them in Entra, to photo sync's enterprise application"
                : "the token's roles do not allow this; %s may read, %s may act";
        return Problem.answer(403, detail.formatted(Roles.VIEWER, Roles.OPERATOR), Optional.empty())
                .build();
    }

    private static Response bearerWanted(String authorization) {
        String advice =
                TokenAdvice.about(authorization).map(word -> "; " + word).orElse("");
        return Problem.answer(401, "a bearer token of this tenant for photo sync is needed" + advice, Optional.empty())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }
}
