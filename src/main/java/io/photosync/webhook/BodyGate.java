package io.photosync.webhook;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets in no more than memory has room for: the webhook is open to all, and whoever sends a megabyte over hundreds of connections
 * would end the process. Asked before anything of a body is read, at every address of the public port.
 */
@ApplicationScoped
class BodyGate {
    /** Before authentication and routing. */
    private static final int FIRST = 1_000;

    private final WebhookSettings settings;
    private final NotificationMetrics metrics;
    private final Vertx vertx;
    private final BodyRoom room;

    BodyGate(WebhookSettings settings, NotificationMetrics metrics, Vertx vertx) {
        this.settings = settings;
        this.metrics = metrics;
        this.vertx = vertx;
        this.room = new BodyRoom(settings.mostBytes().asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
    }

    private void admit(RoutingContext context) {
        long bytes = bytes(context.request());
        if (bytes == 0) {
            context.next();
        } else if (room.enter(bytes)) {
            AtomicBoolean inside = new AtomicBoolean(true);
            long late = vertx.setTimer(settings.bodyWithin().toMillis(), timer -> {
                // Of a sender that went away in the middle nobody else tells.
                leave(bytes, inside);
                endIfLate(context.request());
            });
            context.addEndHandler(ended -> {
                vertx.cancelTimer(late);
                leave(bytes, inside);
            });
            context.next();
        } else {
            refuse(context);
        }
    }

    /** As announced; where nothing is announced, the most that may come. What is larger is refused elsewhere, before it is read. */
    private long bytes(HttpServerRequest request) {
        long most = settings.maxBodySize().asLongValue();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return length.matches("\\d{1,18}") ? Math.min(Long.parseLong(length), most) : most;
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? most : 0;
    }

    private void leave(long bytes, AtomicBoolean inside) {
        if (inside.getAndSet(false)) {
            room.leave(bytes);
        }
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
        context.response()
                .setStatusCode(503)
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())))
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end();
    }
}
