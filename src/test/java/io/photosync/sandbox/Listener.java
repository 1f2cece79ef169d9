package io.photosync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook: answers the handshake, and keeps what it is told. */
final class Listener implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean echoesEncoded;
    private volatile Duration delay = Duration.ZERO;

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** All requests so far that were taken with 202, as JSON. */
    List<JsonNode> bodies() {
        return bodies;
    }

    /** The items of all bodies. */
    List<JsonNode> items() {
        return bodies.stream().flatMap(body -> body.path("value").valueStream()).toList();
    }

    /** So many requests from now on are answered with 503. */
    void refuse(int requests) {
        refusals.set(requests);
    }

    int refusalsLeft() {
        return refusals.get();
    }

    /** Answers the handshake with the token as it stands in the URL, which is wrong. */
    void echoEncoded() {
        echoesEncoded = true;
    }

    void answerAfter(Duration wait) {
        delay = wait;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && query.contains("validationToken=")) {
                shakeHands(exchange, query.substring(query.indexOf("validationToken=") + "validationToken=".length()));
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                bodies.add(new ObjectMapper().readTree(body));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shakeHands(HttpExchange exchange, String token) throws IOException {
        String answer = echoesEncoded ? token : URLDecoder.decode(token, StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, answer.length());
        exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
