package io.photosync.webhook;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/**
 * Limits the memory for request bodies: the webhook is open to all, and a client that sends a megabyte over hundreds of
 * connections would end the process. Runs before a body is read, at every address of the public port. A body with
 * {@code Content-Length} reserves its size at once; a chunked body, as sent by proxies that do not buffer, reserves
 * memory as it arrives. A body that is incomplete for too long may lose its reservation: see {@link RequestBodyQuota}.
 */
@ApplicationScoped
class RequestBodyFilter {
    /** Priority of the filter: before authentication and routing. */
    private static final int FIRST = 1_000;

    private static final int TOO_LARGE = 413;
    private static final long LINGER_MILLIS = 500;

    private final WebhookSettings settings;
    private final NotificationMetrics metrics;
    private final Vertx vertx;
    private final RequestBodyQuota quota;

    RequestBodyFilter(WebhookSettings settings, NotificationMetrics metrics, Vertx vertx, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.vertx = vertx;
        this.quota = new RequestBodyQuota(settings.mostBytes().asLongValue(), clock);
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
    }

    /** Runs before authentication and routing. */
    void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = length == null && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        long bytes = chunked ? RequestBodyLease.INITIAL_BYTES : contentLength(length);
        if (bytes == 0) {
            context.next();
        } else if (bytes > settings.maxBodySize().asLongValue() && !chunked) {
            answerAndClose(context, TOO_LARGE);
        } else {
            Context connection = vertx.getOrCreateContext();
            RequestBodyLease lease = new RequestBodyLease(quota, () -> connection.runOnContext(lost -> evict(context)));
            if (lease.reserve(bytes)) {
                read(context, lease);
            } else {
                refuse(context);
            }
        }
    }

    private void evict(RoutingContext context) {
        if (!context.response().ended()) {
            refuse(context);
        }
    }

    private static long contentLength(String length) {
        if (length == null) {
            return 0;
        }
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    /** Reads the body, and then calls the next handler with the complete body. */
    private void read(RoutingContext context, RequestBodyLease lease) {
        long timer = vertx.setTimer(settings.bodyWithin().toMillis(), fired -> {
            lease.end();
            context.request().response().reset();
        });
        context.addEndHandler(ended -> {
            vertx.cancelTimer(timer);
            lease.end();
        });
        HttpServerRequest request = context.request();
        request.exceptionHandler(gone -> lease.end());
        request.handler(bytes -> add(context, lease, bytes));
        request.endHandler(ended -> {
            // What is done with the body may take longer than the body did.
            vertx.cancelTimer(timer);
            if (!context.response().ended() && lease.complete()) {
                ((RoutingContextInternal) context).setBody(lease.body());
                context.next();
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void add(RoutingContext context, RequestBodyLease lease, Buffer bytes) {
        if (context.response().ended()) {
            return;
        }
        if (lease.length() + bytes.length() > settings.maxBodySize().asLongValue()) {
            answerAndClose(context, TOO_LARGE);
        } else if (!lease.add(bytes)) {
            refuse(context);
        }
    }

    /** Graph retries for four hours. */
    private void refuse(RoutingContext context) {
        metrics.count("crowded");
        Duration after = settings.retryAfter();
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
        answerAndClose(context, 503);
    }

    /**
     * Discards incoming bytes for a moment: closing a connection with unread bytes may discard the answer (RFC 9112,
     * section 9.6).
     */
    private void answerAndClose(RoutingContext context, int status) {
        HttpServerRequest request = context.request();
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end();
        request.handler(unwanted -> {});
        request.endHandler(ended -> {});
        request.resume();
        vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
}
