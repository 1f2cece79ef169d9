package io.photosync.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import com.microsoft.kiota.http.middleware.RetryHandler;
import io.photosync.identity.OutgoingProxy;
import io.photosync.identity.Tokens;
import io.photosync.identity.TrustedAuthorities;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** The SDK's client over our own tokens, authorities and time limits. */
@ApplicationScoped
class GraphTransport {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Graph's answer to the creation of a subscription waits for its two handshakes with us, of up to 10 s each. */
    private static final Duration READ = Duration.ofSeconds(25);

    private static final Duration WHOLE_CALL = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final GraphServiceClient client;
    private final String versioned;
    private final GraphHost host;

    GraphTransport(
            ExchangeSettings settings,
            Tokens tokens,
            TrustedAuthorities authorities,
            OutgoingProxy proxy,
            Clock clock) {
        String graphUrl = settings.graphUrl();
        this.http = client(new RefusalInterceptor(tokens, graphUrl, clock), authorities, proxy, clock);
        this.versioned = graphUrl + "/v1.0";
        this.host = new GraphHost(graphUrl);
        this.client = new GraphServiceClient(new BaseGraphRequestAdapter(
                new BaseBearerTokenAuthenticationProvider(new GraphTokenProvider(tokens, graphUrl, clock)),
                versioned,
                http));
    }

    GraphServiceClient client() {
        return client;
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
    void useNewConnections() {
        http.connectionPool().evictAll();
    }

    @PreDestroy
    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static OkHttpClient client(
            RefusalInterceptor refusals, TrustedAuthorities authorities, OutgoingProxy proxy, Clock clock) {
        OkHttpClient.Builder builder = GraphClientFactory.create()
                .sslSocketFactory(authorities.sslContext().getSocketFactory(), authorities.trustManager())
                .proxySelector(proxy.selector())
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                .writeTimeout(READ)
                .callTimeout(WHOLE_CALL);
        builder.interceptors().removeIf(RetryHandler.class::isInstance);
        builder.interceptors().addFirst(refusals);
        return new CallDeadline.Client(builder, WHOLE_CALL, clock);
    }
}
