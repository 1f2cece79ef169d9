package io.photosync.ops;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The operator who sent the request. */
@RequestScoped
public class Operator {
    private final SecurityIdentity identity;

    Operator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The user name, for display; tokens of apps have none, only the object id.
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

    /** Identifies the operator: user names change and are reassigned, and a guest's is of another tenant. */
    public Optional<String> objectId() {
        return claim("oid");
    }

    /** The tenant in which the object id is valid. */
    public Optional<String> tenantId() {
        return claim("tid");
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<String>getClaim(name))
                : Optional.empty();
    }
}
