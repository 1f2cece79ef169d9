package io.photosync.ops;

import io.photosync.identity.ConsolePath;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Rejects ID tokens, whatever roles they contain, but for the pages, whose users have signed in with one. */
@ApplicationScoped
class AccessTokensOnly implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return augment(identity, context, Map.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && TokenKind.of(token::getClaim) == TokenKind.ID
                && !isForPage(attributes)) {
            return Uni.createFrom().failure(new AuthenticationFailedException("an ID token is no access token"));
        }
        return Uni.createFrom().item(identity);
    }

    private static boolean isForPage(Map<String, Object> attributes) {
        RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        return request != null && ConsolePath.isPage(request);
    }
}
