package io.photosync.ops;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Rejects ID tokens, whatever roles they contain. */
@ApplicationScoped
class AccessTokensOnly implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && TokenKind.of(token::getClaim) == TokenKind.ID) {
            return Uni.createFrom().failure(new AuthenticationFailedException("an ID token is no access token"));
        }
        return Uni.createFrom().item(identity);
    }
}
