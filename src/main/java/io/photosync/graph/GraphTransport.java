package io.photosync.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import com.microsoft.kiota.http.middleware.RetryHandler;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.identity.OutgoingProxy;
import io.photosync.identity.TrustedAuthorities;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** Sends one request to Graph: the SDK's client over our own tokens, authorities and time limits. */
@ApplicationScoped
class GraphTransport {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Graph's answer to the creation of a subscription waits for its two handshakes with us, of up to 10 s each. */
    private static final Duration READ = Duration.ofSeconds(25);

    private static final Duration WHOLE_CALL = Duration.ofSeconds(30);

    private static final int UNAVAILABLE = 503;

    private final OkHttpClient http;
    private final GraphServiceClient client;
    private final String audience;
    private final String versioned;
    private final GraphHost host;

    GraphTransport(GraphSettings settings, TrustedAuthorities authorities, OutgoingProxy proxy, Clock clock) {
        this.audience = settings.graphUrl();
        this.http = client(authorities, proxy, clock);
        this.versioned = audience + "/v1.0";
        this.host = new GraphHost(audience);
        this.client = new GraphServiceClient(new BaseGraphRequestAdapter(
                new BaseBearerTokenAuthenticationProvider(new GraphTokenProvider(audience)), versioned, http));
    }

    /**
     * Sends a request once.
     *
     * @throws MicrosoftCallException for whatever the SDK throws
     */
    <T> T send(GraphRequest<T> request, CurrentCall call) throws MicrosoftCallException, InterruptedException {
        try {
            return call.send(request, client);
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted during a call to Graph");
            }
            Failure failure = SdkFailures.of(e);
            if (failure.status() == UNAVAILABLE) {
                useNewConnections();
            }
            throw new MicrosoftCallException(failure, e);
        }
    }

    /** Of the tokens for Graph. */
    String audience() {
        return audience;
    }

    /** Graph's root with the version. */
    String root() {
        return versioned;
    }

    /** Whether a link leads to Graph as configured now. */
    boolean serves(String link) {
        return host.serves(link);
    }

    /** After a 503 Microsoft asks for a new connection: the next one may reach another front end. */
    private void useNewConnections() {
        http.connectionPool().evictAll();
    }

    @PreDestroy
    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static OkHttpClient client(TrustedAuthorities authorities, OutgoingProxy proxy, Clock clock) {
        OkHttpClient.Builder builder = GraphClientFactory.create()
                .sslSocketFactory(authorities.sslContext().getSocketFactory(), authorities.trustManager())
                .proxySelector(proxy.selector())
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                .writeTimeout(READ)
                .callTimeout(WHOLE_CALL);
        builder.interceptors().removeIf(RetryHandler.class::isInstance);
        builder.interceptors().addFirst(new RefusalInterceptor(clock));
        return new CurrentCall.Client(builder, WHOLE_CALL, clock);
    }
}
