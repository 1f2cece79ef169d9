package io.photosync.identity;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How a request proves who sent it: pages by a session's cookie, all else by a bearer token. Two tenants and not one of
 * the hybrid kind: that one would let the API be called with the cookie alone, and so by every page that the operator
 * has open.
 */
@ApplicationScoped
class Tenants implements TenantConfigResolver {
    /** quarkus-oidc looks for it in the request: another configuration than before takes the place of the old one. */
    private static final String REPLACE = "replace-tenant-configuration-context";

    private final OperatorsTenant operators;
    private final ConsoleTenant console;

    Tenants(OperatorsTenant operators, ConsoleTenant console) {
        this.operators = operators;
        this.console = console;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        if (!ConsolePath.isPage(request)) {
            return Uni.createFrom().item(operators.config());
        }
        request.put(REPLACE, "true");
        return Uni.createFrom().item(console::config);
    }
}
