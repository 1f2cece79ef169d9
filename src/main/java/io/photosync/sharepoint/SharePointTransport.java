package io.photosync.sharepoint;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.identity.OutgoingProxy;
import io.photosync.identity.TrustedAuthorities;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request, with the headers that every request to SharePoint carries. */
@ApplicationScoped
class SharePointTransport {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LARGEST_ANSWER = 32L * 1024 * 1024;

    private final HttpClient client;
    private final SharePointSettings settings;
    private final Clock clock;
    private final Duration timeout;
    private final String userAgent;

    SharePointTransport(SharePointSettings settings, TrustedAuthorities authorities, OutgoingProxy proxy, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.timeout = settings.requestTimeout();
        // The form that SharePoint asks for, to prioritise and identify this traffic.
        this.userAgent = "NONISV|" + settings.company() + "|PhotoSync/1.0";
        this.client = HttpClient.newBuilder()
                .sslContext(authorities.sslContext())
                .proxy(proxy.selector())
                .connectTimeout(CONNECT)
                // So one lost connection fails one request, not a hundred streams.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** A host with the setting that names it: that setting may be what is wrong. */
    String named(SiteUrl site) {
        String setting = site.equals(settings.adminUrl()) ? "admin-url" : "my-site-url";
        return "%s (photosync.sharepoint.%s)".formatted(site, setting);
    }

    /**
     * Sends a request once, unless the deadline is over.
     *
     * @throws MicrosoftCallException of kind UNREACHABLE when there is no whole answer by the deadline or within the
     *     time limit
     */
    SharePointResponse send(SharePointRequest sharePointRequest, String token, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Instant now = clock.instant();
        if (callContext.over(now)) {
            throw unreachable(
                    "deadline", "not sent to " + named(sharePointRequest.site()) + ": the time for it is over", null);
        }
        Duration patience = callContext.atMost(timeout, now);
        CompletableFuture<HttpResponse<byte[]>> answering = client.sendAsync(
                request(sharePointRequest, token),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            // The request's own limit would end with the headers, and a body may never come.
            HttpResponse<byte[]> response = answering.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new SharePointResponse(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw unreachable(
                    "timeout", "no answer from " + named(sharePointRequest.site()) + " within " + patience, e);
        } catch (ExecutionException e) {
            throw failed(sharePointRequest, e.getCause());
        } finally {
            answering.cancel(true);
        }
    }

    private HttpRequest request(SharePointRequest sharePointRequest, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        sharePointRequest.site().resolve(sharePointRequest.target()))
                .method(sharePointRequest.method(), body(sharePointRequest))
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", userAgent)
                .header("Accept", "application/json;odata=nometadata")
                // For readers of the log: errors are classified by number and type, whatever their language.
                .header("Accept-Language", "en-US")
                .header("client-request-id", UUID.randomUUID().toString());
        sharePointRequest.headers().forEach(request::header);
        return request.build();
    }

    private static HttpRequest.BodyPublisher body(SharePointRequest sharePointRequest) {
        return sharePointRequest.body().length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(sharePointRequest.body());
    }

    private MicrosoftCallException failed(SharePointRequest sharePointRequest, Throwable cause) {
        if (cause instanceof IOException) {
            String code = cause instanceof ConnectException ? "connection-refused" : "no-answer";
            return unreachable(code, named(sharePointRequest.site()) + ": " + cause.getMessage(), cause);
        }
        throw new IllegalStateException("request to " + sharePointRequest.site() + " could not be made", cause);
    }

    private static MicrosoftCallException unreachable(String code, String detail, Throwable cause) {
        return new MicrosoftCallException(SharePointFailures.withoutAnswer(code, detail), cause);
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
