package io.photosync.identity;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/**
 * Entra's token endpoint through msal4j. Each call builds a new application: that costs nothing without instance
 * discovery, and a rotated certificate or federated token is used from the next token on.
 */
final class EntraClient implements TokenSource {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final Duration WHOLE_CALL = Duration.ofSeconds(20);
    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d+");
    private static final Pattern STATUS = Pattern.compile("status code (\\d{3})\\b");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]+)*");

    private final String clientId;
    private final String authority;
    private final Credential credential;
    private final Optional<Proxy> proxy;
    private final SSLSocketFactory sockets;
    private final Clock clock;
    private final Clock machine = Clock.systemUTC();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("entra-", 0).factory());

    EntraClient(IdentitySettings settings, TrustedAuthorities authorities, Clock clock) {
        this.clientId = settings.clientId();
        this.authority = authority(settings.loginUrl(), settings.tenantId());
        this.credential = Credential.of(settings);
        this.proxy = new OutgoingProxy(settings).forUri(settings.loginUrl());
        this.sockets = authorities.sslContext().getSocketFactory();
        this.clock = clock;
    }

    private static String authority(URI loginUrl, String tenant) {
        return "https://" + loginUrl.getRawAuthority() + "/" + tenant + "/";
    }

    @Override
    public AccessToken fetch(String audience) throws TokenRefused, InterruptedException {
        Future<IAuthenticationResult> answer;
        try {
            answer = application().acquireToken(request(audience));
        } catch (UnusableFile e) {
            throw TokenRefused.withoutAnswer(audience, TokenRefused.CREDENTIAL, e.getMessage(), e);
        }
        try {
            IAuthenticationResult result = answer.get(WHOLE_CALL.toMillis(), TimeUnit.MILLISECONDS);
            // The library counts the token's life from the machine's clock, which may have been set since.
            Duration life =
                    Duration.between(machine.instant(), result.expiresOnDate().toInstant());
            Instant now = clock.instant();
            return AccessToken.fetched(result.accessToken(), now, now.plus(life));
        } catch (ExecutionException e) {
            throw refused(audience, e.getCause());
        } catch (TimeoutException e) {
            String detail = "no answer from %s within %s".formatted(authority, WHOLE_CALL);
            throw TokenRefused.withoutAnswer(audience, TokenRefused.UNREACHABLE, detail, e);
        } finally {
            answer.cancel(true);
        }
    }

    private ConfidentialClientApplication application() throws UnusableFile {
        try {
            ConfidentialClientApplication.Builder application = ConfidentialClientApplication.builder(
                            clientId, credential.read())
                    .authority(authority)
                    // Discovery would ask login.microsoftonline.com about every other host, a private cloud's too.
                    .instanceDiscovery(false)
                    .sslSocketFactory(sockets)
                    .connectTimeoutForDefaultHttpClient(CONNECT_MILLIS)
                    .readTimeoutForDefaultHttpClient(READ_MILLIS)
                    .disableInternalRetries()
                    .executorService(threads);
            proxy.ifPresent(application::proxy);
            return application.build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("photosync.login-url: not an authority: '" + authority + "'", e);
        }
    }

    private static ClientCredentialParameters request(String audience) {
        return ClientCredentialParameters.builder(Set.of(audience + "/.default"))
                .skipCache(true)
                .build();
    }

    private TokenRefused refused(String audience, Throwable cause) {
        String message = firstLine(String.valueOf(cause.getMessage()));
        if (cause instanceof MsalServiceException refusal) {
            Optional<Duration> retryAfter = RetryAfter.in(refusal.headers(), clock.instant());
            return new TokenRefused(
                    audience, new TokenRefused.Refusal(status(refusal), code(refusal), message, retryAfter), cause);
        }
        return TokenRefused.withoutAnswer(audience, TokenRefused.UNREACHABLE, message, cause);
    }

    /** msal4j keeps the status of an answer without a JSON body in its message only. */
    private static int status(MsalServiceException refusal) {
        if (refusal.statusCode() != null) {
            return refusal.statusCode();
        }
        Matcher matcher = STATUS.matcher(String.valueOf(refusal.getMessage()));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /**
     * Microsoft's number says more than OAuth's code: AADSTS700027 is an expired certificate, "invalid_client"
     * anything.
     */
    private static String code(MsalException refusal) {
        Matcher matcher = AADSTS.matcher(String.valueOf(refusal.getMessage()));
        return matcher.find()
                ? matcher.group()
                : Optional.ofNullable(refusal.errorCode()).orElse("unknown");
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        String clean = JWT.matcher(line).replaceAll("(token)");
        return clean.length() <= 300 ? clean : clean.substring(0, 300) + "…";
    }
}
