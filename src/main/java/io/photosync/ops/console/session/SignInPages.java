package io.photosync.ops.console.session;

import io.photosync.identity.ConsolePath;
import io.photosync.ops.PageIdentity;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where a session begins and ends. */
@Path("/ops")
@Produces(MediaType.TEXT_HTML)
public class SignInPages {
    private static final URI OVERVIEW = URI.create(ConsolePath.ROOT);
    private static final URI SIGNED_OUT = URI.create(ConsolePath.ROOT + "/signed-out");

    private final OidcSession session;
    private final PageIdentity identity;
    private final String leavingMicrosoft;

    SignInPages(
            OidcSession session,
            PageIdentity identity,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String entra) {
        this.session = session;
        this.identity = identity;
        this.leavingMicrosoft = entra.replaceFirst("/v2\\.0$", "/oauth2/v2.0/logout");
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance signOut();

        static native TemplateInstance signedOut(String leavingMicrosoft);
    }

    /** Entra sends browsers here; quarkus-oidc has led them on to where they wanted to go, unless that was here. */
    @GET
    @Path("signed-in")
    @Authenticated
    @Operation(hidden = true)
    public Response signedIn() {
        return Response.seeOther(OVERVIEW).build();
    }

    /** For those who come back to it from a sign-in. */
    @GET
    @Path("sign-out")
    @Authenticated
    @Operation(hidden = true)
    public TemplateInstance askToSignOut() {
        return Templates.signOut();
    }

    /** By POST only: every page elsewhere could have a browser GET it. */
    @POST
    @Path("sign-out")
    @Authenticated
    @OwnForm
    @Operation(hidden = true)
    public Uni<Response> signOut() {
        return session.logout().replaceWith(Response.seeOther(SIGNED_OUT).build());
    }

    @GET
    @Path("signed-out")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance signedOut() {
        identity.forget();
        return Templates.signedOut(leavingMicrosoft);
    }
}
