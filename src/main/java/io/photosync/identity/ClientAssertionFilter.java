package io.photosync.identity;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionException;

/**
 * Adds the proof of the app's identity to quarkus-oidc's requests for the tokens of who signed in. Quarkus could sign
 * an assertion itself, but not name the certificate in its header, as Entra wants it.
 */
@ApplicationScoped
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
class ClientAssertionFilter implements OidcRequestFilter {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final String clientId;
    private final Credential credential;
    /** Entra compares the assertion's times with its own clock. */
    private final Clock machine = Clock.systemUTC();

    ClientAssertionFilter(IdentitySettings settings) {
        this.clientId = settings.clientId();
        this.credential = Credential.of(settings);
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext request) {
        // Reads files and computes a signature.
        return request.runBlocking(() -> addTo(request));
    }

    private void addTo(OidcRequestFilterContext request) {
        OidcConfigurationMetadata entra = request.contextProperties().get(OidcConfigurationMetadata.class.getName());
        try {
            String assertion = credential.assertion(clientId, entra.getTokenUri(), machine.instant());
            request.requestBody(Buffer.buffer("%s&client_assertion_type=%s&client_assertion=%s"
                    .formatted(request.requestBody(), encoded(TYPE), encoded(assertion))));
        } catch (UnusableFile e) {
            // quarkus-oidc goes on with the cause of what it catches here.
            throw new CompletionException(new UnusableCredential(e.getMessage()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
