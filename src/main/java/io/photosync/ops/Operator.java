package io.photosync.ops;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks. */
@RequestScoped
class Operator {
    private final SecurityIdentity identity;

    Operator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The user name for people to read; tokens of apps have none, only the object id.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">claims</a>
     */
    String name() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Stream.of("preferred_username", "upn", "oid")
                        .map(claim -> Optional.ofNullable(token.<String>getClaim(claim)))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(token.getSubject())
                : identity.getPrincipal().getName();
    }
}
