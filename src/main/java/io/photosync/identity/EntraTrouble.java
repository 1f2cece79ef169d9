package io.photosync.identity;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells an Entra in trouble from one that refuses a sign-in: quarkus-oidc forgets the status of an answer that has a
 * body.
 */
@ApplicationScoped
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
class EntraTrouble implements OidcResponseFilter {

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answer) {
        int status = answer.statusCode();
        return status == 429 || status >= 500
                ? Uni.createFrom().failure(new EntraUnavailable("Entra answered " + status))
                : Uni.createFrom().voidItem();
    }
}
