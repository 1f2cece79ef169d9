package io.photosync.identity;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
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

    /** Not the request's own way to block: it keeps the executor of the first application in the process for good. */
    private final BlockingSecurityExecutor executor;

    ClientAssertionFilter(IdentitySettings settings, BlockingSecurityExecutor executor) {
        this.executor = executor;
        this.clientId = settings.clientId();
        this.credential = Credential.of(settings);
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext request) {
        // Reads files and computes a signature.
        return executor.executeBlocking(() -> {
            addTo(request);
            return null;
        });
    }

    private void addTo(OidcRequestFilterContext request) {
        OidcConfigurationMetadata entra = request.contextProperties().get(OidcConfigurationMetadata.class.getName());
        try {
            String assertion = credential.assertion(clientId, entra.getTokenUri(), machine.instant());
            request.requestBody(Buffer.buffer("%s&client_assertion_type=%s&client_assertion=%s"
                    .formatted(request.requestBody(), encoded(TYPE), encoded(assertion))));
        } catch (UnusableFile e) {
            throw unusable(e.getMessage());
        } catch (RuntimeException e) {
            throw unusable("no client assertion could be made: " + e);
        }
    }

    /** quarkus-oidc goes on with the cause of what it catches here; without one it would fail itself. */
    private static CompletionException unusable(String why) {
        return new CompletionException(new UnusableCredential(why));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
