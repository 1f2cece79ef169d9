package io.photosync.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.photosync.identity.CountedTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Graph that answers what a test wrote down, in that order: for answers that only a broken Graph, or a proxy, would give. */
final class ScriptedGraph implements AutoCloseable {
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final GraphRoom room;

    private record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {}

    record Asked(String line, String body, Optional<String> authorization, Optional<String> priority) {}

    ScriptedGraph() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        room = new GraphRoom(Map.of("photosync.graph-url", url), new CountedTokens(Clock.systemUTC()).tokens());
    }

    GraphRoom room() {
        return room;
    }

    ScriptedGraph then(int status, String contentType, String body) {
        return then(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    ScriptedGraph then(int status, String contentType, byte[] body, Map<String, String> headers) {
        script.add(new Reply(status, contentType, body, headers));
        return this;
    }

    List<Asked> asked() {
        return asked;
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
        room.close();
        server.stop(0);
    }
}
