package io.photosync.graph;

import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/**
 * Puts the call's token on the SDK's requests, but only on those to Graph itself: a link in an answer may lead
 * anywhere.
 */
final class GraphTokenProvider implements AccessTokenProvider {
    private final GraphHost graph;
    private final AllowedHostsValidator allowed;

    GraphTokenProvider(String graphUrl) {
        this.graph = new GraphHost(graphUrl);
        this.allowed = new AllowedHostsValidator(URI.create(graphUrl).getHost());
    }

    @Override
    public String getAuthorizationToken(URI uri, Map<String, Object> context) {
        if (!graph.serves(uri)) {
            throw new UncheckedIOException(new GraphCallException(strange(uri), null));
        }
        return CurrentCall.ofThread().token();
    }

    @Override
    public AllowedHostsValidator getAllowedHostsValidator() {
        return allowed;
    }

    private static Failure strange(URI uri) {
        String detail = "no token is sent to %s://%s".formatted(uri.getScheme(), uri.getRawAuthority());
        return GraphErrors.failure(Kind.REFUSED, "foreign-host", detail);
    }
}
