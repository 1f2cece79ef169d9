package io.photosync.webhook;

import io.photosync.subscription.NotificationMode;
import io.photosync.subscription.Notifications;
import io.photosync.webhook.NotificationReading.Malformed;
import io.photosync.webhook.NotificationReading.Undecided;
import io.photosync.webhook.NotificationReading.Understood;
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
    private final Intake intake;
    private final WebhookSettings settings;
    private final NotificationMetrics metrics;
    private final Clock clock;
    private final ReadingThreads threads = new ReadingThreads(READERS, MOST_WAITING);

    public GraphEndpoint(
            Notifications notifications,
            Intake intake,
            WebhookSettings settings,
            NotificationMetrics metrics,
            Clock clock) {
        this.open = notifications.mode() == NotificationMode.WEBHOOK;
        this.intake = intake;
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
            return Uni.createFrom().item(Answers.noWebhook());
        }
        Instant receivedAt = clock.instant();
        Uni<Response> answer = token == null
                ? threads.run(() -> judged(body, receivedAt), this::crowded)
                : Uni.createFrom().item(Answers.handshake(token));
        return answer.invoke(
                response -> metrics.answered(response.getStatus(), Duration.between(receivedAt, clock.instant())));
    }

    private Response crowded() {
        metrics.count("crowded");
        return Answers.notNow("too many bodies wait to be read", settings.retryAfter());
    }

    /** 202 once Kafka has all of the body's hints, else 503. */
    private Uni<Response> judged(byte[] body, Instant receivedAt) {
        if (clock.instant().isAfter(receivedAt.plus(settings.answerWithin()))) {
            // Strangers' bodies stood before it. A refusal in time is worth more to Graph than a late answer, and lets
            // the next one in.
            return Uni.createFrom().item(crowded());
        }
        return switch (intake.read(body, receivedAt)) {
            case Malformed(String why) -> Uni.createFrom().item(Answers.malformed(why));
            case Undecided(String why) -> Uni.createFrom().item(Answers.notNow(why, settings.retryAfter()));
            case Understood understood -> intake.take(understood).map(this::answer);
        };
    }

    private Response answer(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Acknowledged acknowledged -> Answers.accepted();
            case Delivery.NotAcknowledged(String why) -> Answers.notNow(why, settings.retryAfter());
        };
    }
}
