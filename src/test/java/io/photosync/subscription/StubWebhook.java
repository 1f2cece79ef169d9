package io.photosync.subscription;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook that answers Graph's validation, and nothing else. */
final class StubWebhook implements AutoCloseable {
    private static final String TOKEN = "validationToken=";

    private final HttpServer server;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);

    StubWebhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Blocks validations until {@link #open}. */
    void hold() {
        open = new CountDownLatch(1);
    }

    void open() {
        open.countDown();
    }

    int waiting() {
        return waiting.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            waiting.incrementAndGet();
            open.await();
            waiting.decrementAndGet();
            String query = exchange.getRequestURI().getRawQuery();
            String encoded = query.substring(query.indexOf(TOKEN) + TOKEN.length());
            byte[] token = URLDecoder.decode(encoded, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
