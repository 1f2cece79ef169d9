package io.photosync.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.budget.Ask;
import io.photosync.budget.Budget;
import io.photosync.budget.BudgetSettings;
import io.photosync.budget.Priority;
import io.photosync.identity.CountedTokens;
import io.photosync.identity.IdentitySettings;
import io.photosync.identity.TrustedAuthorities;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** A Graph that answers what a test wrote down, in that order: for answers that only a broken Graph, or a proxy, would give. */
final class ScriptedGraph implements AutoCloseable {
    private final Queue<Reply> script = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final HttpServer server;
    private final GraphTransport transport;
    private final GraphCalls calls;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {}

    record Asked(String line, String body, Optional<String> authorization, Optional<String> priority) {}

    ScriptedGraph() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Clock clock = Clock.systemUTC();
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValue("photosync.tenant-id", "contoso.example")
                .withDefaultValue("photosync.client-id", "5f1b8f24-0000-4000-8000-000000000001")
                .withDefaultValue("photosync.graph-url", url())
                .withMapping(IdentitySettings.class)
                .withMapping(ExchangeSettings.class)
                .withMapping(BudgetSettings.class)
                .build();
        transport = new GraphTransport(
                config.getConfigMapping(ExchangeSettings.class),
                new CountedTokens(clock).tokens(),
                new TrustedAuthorities(config.getConfigMapping(IdentitySettings.class)),
                clock);
        calls = new GraphCalls(
                transport, new Budget(clock, config.getConfigMapping(BudgetSettings.class)), meters, clock);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ScriptedGraph then(int status, String contentType, String body) {
        return then(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    ScriptedGraph then(int status, String contentType, byte[] body, Map<String, String> headers) {
        script.add(new Reply(status, contentType, body, headers));
        return this;
    }

    Photos photos() {
        return new Photos(calls, transport, Clock.systemUTC());
    }

    Users users() {
        return new Users(calls);
    }

    Subscriptions subscriptions() {
        return new Subscriptions(calls);
    }

    List<Asked> asked() {
        return asked;
    }

    double counted(String outcome) {
        return meters.counter("photosync.requests", "service", "graph", "outcome", outcome)
                .count();
    }

    static Ask ask(Priority priority, Duration patience) {
        return new Ask(priority, Clock.systemUTC().instant().plus(patience));
    }

    static Ask ask() {
        return ask(Priority.LIVE, Duration.ofSeconds(20));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-ms-throttle-priority"))));
            Reply reply = script.remove();
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.getResponseHeaders().set("request-id", "94fb3b52");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        transport.close();
        server.stop(0);
    }
}
