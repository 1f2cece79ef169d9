package io.photosync.ops;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks. */
@RequestScoped
public class Operator {
    private final SecurityIdentity identity;

    Operator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The user name for people to read; tokens of apps have none, only the object id.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">claims</a>
     */
    public String name() {
        return Stream.of("preferred_username", "upn", "oid", "sub")
                .map(this::claim)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> identity.getPrincipal().getName());
    }

    /** Who it is, whatever they are called: names change and pass on, and a guest brings one of another tenant. */
    public Optional<String> objectId() {
        return claim("oid");
    }

    /** Where the object id counts. */
    public Optional<String> tenantId() {
        return claim("tid");
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<String>getClaim(name))
                : Optional.empty();
    }
}
