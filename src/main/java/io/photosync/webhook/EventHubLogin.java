package io.photosync.webhook;

import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * Signs in to Event Hubs with the app's identity at Graph, so that no further secret is needed. Created by Kafka's
 * client, which passes the client's settings to {@link #configure}.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-hubs/azure-event-hubs-apache-kafka-overview#oauth-20">OAuth
 *     2.0</a>
 */
public final class EventHubLogin implements AuthenticateCallbackHandler {
    static final String TOKENS = "photosync.tokens";
    static final String AUDIENCE = "photosync.audience";

    /** {@link Tokens} renews five minutes before expiry, so a token is valid for at least this long. */
    private static final Duration MIN_LIFETIME = Duration.ofMinutes(4);

    private Tokens tokens;
    private String audience;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaas) {
        tokens = (Tokens) configs.get(TOKENS);
        audience = (String) configs.get(AUDIENCE);
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof OAuthBearerTokenCallback wanted)) {
                throw new UnsupportedCallbackException(callback);
            }
            wanted.token(token());
        }
    }

    private OAuthBearerToken token() throws IOException {
        try {
            long now = Clock.systemUTC().millis();
            return new Token(tokens.token(audience), now, now + MIN_LIFETIME.toMillis());
        } catch (TokenRefused e) {
            throw new IOException("no token for %s: %s".formatted(audience, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a token for %s was fetched".formatted(audience), e);
        }
    }

    private record Token(String value, Long startTimeMs, long lifetimeMs) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public String principalName() {
            return "photosync";
        }

        /** Omits the secret value. */
        @Override
        public String toString() {
            return "Token[lifetimeMs=" + lifetimeMs + "]";
        }
    }

    @Override
    public void close() {}
}
