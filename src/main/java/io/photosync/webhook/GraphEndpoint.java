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

/**
 * The endpoint for Microsoft Graph. Open to all: callers without one of our client states get the same answer, and
 * their notifications are ignored.
 */
@Path("/graph")
@PermitAll
public class GraphEndpoint {
    /** Reader threads; as many as the processors of a replica that needs more than one. */
    private static final int READERS = 2;

    /** Above the limit of connections to the public port: reached only if that limit was raised. */
    private static final int MAX_WAITING = 700;

    private final boolean open;
    private final NotificationHandler notificationHandler;
    private final WebhookSettings settings;
    private final NotificationMetrics metrics;
    private final Clock clock;
    private final ReadingThreads threads = new ReadingThreads(READERS, MAX_WAITING);

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

    /** Change notifications, of any content type: the validation request has none of JSON. */
    @POST
    @Path("notifications")
    public Uni<Response> notifications(@QueryParam("validationToken") String token, byte[] body) {
        return answer(token, body);
    }

    /** Lifecycle notifications. Graph has been observed to mix both kinds, so each address accepts both. */
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
                ? threads.run(() -> process(body, receivedAt), this::overloaded)
                : Uni.createFrom().item(GraphResponses.handshake(token));
        return answer.invoke(
                response -> metrics.answered(response.getStatus(), Duration.between(receivedAt, clock.instant())));
    }

    private Response overloaded() {
        metrics.count("crowded");
        return GraphResponses.unavailable("too many bodies are waiting to be read", settings.retryAfter());
    }

    /** Answers 202 once Kafka has acknowledged all hints of the body, else 503. */
    private Uni<Response> process(byte[] body, Instant receivedAt) {
        if (clock.instant().isAfter(receivedAt.plus(settings.answerWithin()))) {
            // Other bodies delayed this one. For Graph a refusal in time is better than a late answer, and it makes
            // room for the next body.
            return Uni.createFrom().item(overloaded());
        }
        return switch (notificationHandler.read(body, receivedAt)) {
            case Malformed(String why) -> {
                notificationHandler.countMalformed();
                yield Uni.createFrom().item(GraphResponses.malformed(why));
            }
            case Indeterminate(String why) ->
                Uni.createFrom().item(GraphResponses.unavailable(why, settings.retryAfter()));
            case Parsed parsed -> notificationHandler.take(parsed).map(this::answer);
        };
    }

    private Response answer(HintDelivery hintDelivery) {
        return switch (hintDelivery) {
            case HintDelivery.Acknowledged acknowledged -> GraphResponses.accepted();
            case HintDelivery.NotAcknowledged(String why) -> GraphResponses.unavailable(why, settings.retryAfter());
        };
    }
}
