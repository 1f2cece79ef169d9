package io.photosync.webhook;

import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.NotificationMode;
import io.photosync.webhook.ParsedNotifications.Indeterminate;
import io.photosync.webhook.ParsedNotifications.Malformed;
import io.photosync.webhook.ParsedNotifications.Parsed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Where Microsoft Graph calls us. Open to all: who knows no client state of ours gets the same answer and is not believed. */
@Path("/graph")
@PermitAll
public class GraphEndpoint {
    /** As many as the processors of a replica that needs more than one. */
    private static final int READERS = 2;

    /** More than there may be connections to the public port: met only where that bound was raised. */
    private static final int MOST_WAITING = 700;

    private final boolean open;
    private final NotificationHandler notificationHandler;
    private final WebhookSettings settings;
    private final NotificationMetrics metrics;
    private final Clock clock;
    private final ReadingThreads threads = new ReadingThreads(READERS, MOST_WAITING);

    public GraphEndpoint(
            NotificationChannel notificationChannel,
            NotificationHandler notificationHandler,
            WebhookSettings settings,
            NotificationMetrics metrics,
            Clock clock) {
        this.open = notificationChannel.mode() == NotificationMode.WEBHOOK;
        this.notificationHandler = notificationHandler;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Change notifications, of any content type: the validation comes as text. */
    @POST
    @Path("notifications")
    public Uni<Response> notifications(@QueryParam("validationToken") String token, byte[] body) {
        return answer(token, body);
    }

    /** Lifecycle notifications. Graph was seen to mix both kinds, so either address takes both. */
    @POST
    @Path("lifecycle")
    public Uni<Response> lifecycle(@QueryParam("validationToken") String token, byte[] body) {
        return answer(token, body);
    }

    private Uni<Response> answer(String token, byte[] body) {
        if (!open) {
            return Uni.createFrom().item(GraphResponses.noWebhook());
        }
        Instant receivedAt = clock.instant();
        Uni<Response> answer = token == null
                ? threads.run(() -> judged(body, receivedAt), this::crowded)
                : Uni.createFrom().item(GraphResponses.handshake(token));
        return answer.invoke(
                response -> metrics.answered(response.getStatus(), Duration.between(receivedAt, clock.instant())));
    }

    private Response crowded() {
        metrics.count("crowded");
        return GraphResponses.notNow("too many bodies wait to be read", settings.retryAfter());
    }

    /** 202 once Kafka has all of the body's hints, else 503. */
    private Uni<Response> judged(byte[] body, Instant receivedAt) {
        if (clock.instant().isAfter(receivedAt.plus(settings.answerWithin()))) {
            // Strangers' bodies stood before it. A refusal in time is worth more to Graph than a late answer, and lets
            // the next one in.
            return Uni.createFrom().item(crowded());
        }
        return switch (notificationHandler.read(body, receivedAt)) {
            case Malformed(String why) -> Uni.createFrom().item(GraphResponses.malformed(why));
            case Indeterminate(String why) -> Uni.createFrom().item(GraphResponses.notNow(why, settings.retryAfter()));
            case Parsed understood -> notificationHandler.take(understood).map(this::answer);
        };
    }

    private Response answer(HintDelivery hintDelivery) {
        return switch (hintDelivery) {
            case HintDelivery.Acknowledged acknowledged -> GraphResponses.accepted();
            case HintDelivery.NotAcknowledged(String why) -> GraphResponses.notNow(why, settings.retryAfter());
        };
    }
}
