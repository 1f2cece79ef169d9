package io.photosync.sandbox;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;

/** Microsoft's own client of Graph, pointed at a sandbox. */
final class GraphVisitor {
    private GraphVisitor() {}

    /** With all roles there are. */
    static GraphServiceClient of(Sandbox sandbox) {
        return of(sandbox, () -> sandbox.token(sandbox.graphUrl()));
    }

    static GraphServiceClient of(Sandbox sandbox, Supplier<String> tokens) {
        X509TrustManager trust = (X509TrustManager) sandbox.keys().trust().getTrustManagers()[0];
        return new GraphServiceClient(new BaseGraphRequestAdapter(
                new BaseBearerTokenAuthenticationProvider(new Tokens(tokens)),
                sandbox.graphUrl() + "/v1.0",
                GraphClientFactory.create()
                        .sslSocketFactory(sandbox.keys().clientContext().getSocketFactory(), trust)
                        .build()));
    }

    private record Tokens(Supplier<String> tokens) implements AccessTokenProvider {
        @Override
        public String getAuthorizationToken(URI uri, Map<String, Object> context) {
            return tokens.get();
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return new AllowedHostsValidator("localhost");
        }
    }
}
