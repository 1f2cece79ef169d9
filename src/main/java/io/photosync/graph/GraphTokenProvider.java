package io.photosync.graph;

import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.TokenFailures;
import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Puts our tokens on the SDK's requests, but only on those to Graph itself: a link in an answer may lead anywhere. */
final class GraphTokenProvider implements AccessTokenProvider {
    /** Entra's client gives up earlier. */
    private static final Duration WHOLE_FETCH = Duration.ofSeconds(30);

    private final Tokens tokens;
    private final Clock clock;
    private final String audience;
    private final GraphHost graph;
    private final AllowedHostsValidator allowed;

    GraphTokenProvider(Tokens tokens, String graphUrl, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        this.audience = graphUrl;
        this.graph = new GraphHost(graphUrl);
        this.allowed = new AllowedHostsValidator(URI.create(graphUrl).getHost());
    }

    @Override
    public String getAuthorizationToken(URI uri, Map<String, Object> context) {
        try {
            if (!graph.serves(uri)) {
                throw new GraphCallException(strange(uri), null);
            }
            return tokens.token(audience, CallDeadline.atMost(WHOLE_FETCH, clock));
        } catch (TokenRefused e) {
            throw new UncheckedIOException(new GraphCallException(TokenFailures.of(e), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting for a token"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
