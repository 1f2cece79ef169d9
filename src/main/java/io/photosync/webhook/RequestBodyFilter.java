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
 * Lets in no more than memory has room for: the webhook is open to all, and whoever sends a megabyte over hundreds of connections
 * would end the process. Asked before anything of a body is read, at every address of the public port. A body that announces its length
 * takes its room at once. One that does not, as proxies pass it on that do not buffer, takes it as it arrives. Who has taken room and does
 * not come to an end gives way to others: see {@link RequestBodyQuota}.
 */
@ApplicationScoped
class RequestBodyFilter {
    /** Before authentication and routing. */
    private static final int FIRST = 1_000;

    private static final int TOO_LARGE = 413;
    private static final long LINGER_MILLIS = 500;

    private final WebhookSettings settings;
    private final NotificationMetrics metrics;
    private final Vertx vertx;
    private final RequestBodyQuota room;

    RequestBodyFilter(WebhookSettings settings, NotificationMetrics metrics, Vertx vertx, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.vertx = vertx;
        this.room = new RequestBodyQuota(settings.mostBytes().asLongValue(), clock);
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
    }

    /** Asked before authentication and routing. */
    void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean unannounced = length == null && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        long bytes = unannounced ? RequestBodyLease.AT_FIRST : announced(length);
        if (bytes == 0) {
            context.next();
        } else if (bytes > settings.maxBodySize().asLongValue() && !unannounced) {
            answerAndHangUp(context, TOO_LARGE);
        } else {
            Context connection = vertx.getOrCreateContext();
            RequestBodyLease stay = new RequestBodyLease(room, () -> connection.runOnContext(lost -> giveWay(context)));
            if (stay.enter(bytes)) {
                read(context, stay);
            } else {
                refuse(context);
            }
        }
    }

    private void giveWay(RoutingContext context) {
        if (!context.response().ended()) {
            refuse(context);
        }
    }

    private static long announced(String length) {
        if (length == null) {
            return 0;
        }
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    /** Whoever comes next finds the whole body. */
    private void read(RoutingContext context, RequestBodyLease stay) {
        untilItEnds(context, stay);
        HttpServerRequest request = context.request();
        request.exceptionHandler(gone -> stay.end());
        request.handler(bytes -> add(context, stay, bytes));
        request.endHandler(ended -> {
            if (!context.response().ended() && stay.complete()) {
                ((RoutingContextInternal) context).setBody(stay.body());
                context.next();
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void add(RoutingContext context, RequestBodyLease stay, Buffer bytes) {
        if (context.response().ended()) {
            return;
        }
        if (stay.length() + bytes.length() > settings.maxBodySize().asLongValue()) {
            answerAndHangUp(context, TOO_LARGE);
        } else if (!stay.add(bytes)) {
            refuse(context);
        }
    }

    private void untilItEnds(RoutingContext context, RequestBodyLease stay) {
        long late = vertx.setTimer(settings.bodyWithin().toMillis(), timer -> {
            stay.end();
            endIfLate(context.request());
        });
        context.addEndHandler(ended -> {
            vertx.cancelTimer(late);
            stay.end();
        });
    }

    private static void endIfLate(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response().reset();
        }
    }

    /** Graph comes again, for four hours. */
    private void refuse(RoutingContext context) {
        metrics.count("crowded");
        Duration after = settings.retryAfter();
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
        answerAndHangUp(context, 503);
    }

    /**
     * What is still on its way is thrown away for a moment: a connection that is closed with bytes unread takes its answer with it
     * (RFC 9112, section 9.6).
     */
    private void answerAndHangUp(RoutingContext context, int status) {
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
