package io.photosync.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Between the JDK's exchanges and a {@link Handler}. */
final class ExchangeAdapter implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(ExchangeAdapter.class);

    /** Above the 4 MB of the largest photo and a batch of twenty requests. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Handler handler;

    ExchangeAdapter(Handler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = answer(exchange);
            if (response.dropsConnection()) {
                return;
            }
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            boolean bodiless =
                    response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
            if (!bodiless) {
                exchange.getResponseBody().write(response.body());
            }
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MOST_BYTES + 1);
        }
        if (body.length > MOST_BYTES) {
            return Response.empty(413);
        }
        Request request;
        try {
            request = request(exchange, body);
        } catch (IllegalArgumentException malformed) {
            return Response.of(400, "text/plain", malformed.getMessage().getBytes());
        }
        try {
            return handler.handle(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Response.empty(503);
        } catch (Exception e) {
            LOG.errorf(e, "the sandbox failed at %s %s", request.method(), request.path());
            return Response.empty(500);
        }
    }

    private static Request request(HttpExchange exchange, byte[] body) {
        Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), e -> List.copyOf(e.getValue())));
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Query.parse(exchange.getRequestURI().getRawQuery()),
                headers,
                body);
    }
}
