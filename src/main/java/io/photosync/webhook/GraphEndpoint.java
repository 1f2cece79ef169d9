package io.photosync.webhook;

import io.photosync.subscription.ClientStates;
import io.photosync.webhook.NotificationReading.Malformed;
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
    private final ItemJudge judge;
    private final Intake intake;
    private final NotificationMetrics metrics;
    private final Clock clock;

    public GraphEndpoint(ClientStates clientStates, Intake intake, NotificationMetrics metrics, Clock clock) {
        this.judge = new ItemJudge(clientStates::accepted);
        this.intake = intake;
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
        Instant receivedAt = clock.instant();
        Uni<Response> answer =
                token == null ? judged(body, receivedAt) : Uni.createFrom().item(Answers.handshake(token));
        return answer.invoke(
                response -> metrics.answered(response.getStatus(), Duration.between(receivedAt, clock.instant())));
    }

    private Uni<Response> judged(byte[] body, Instant receivedAt) {
        return switch (NotificationReading.read(body, judge, receivedAt)) {
            case Malformed(String why) -> {
                metrics.count("malformed");
                yield Uni.createFrom().item(Answers.malformed(why));
            }
            case Understood understood -> intake.take(understood);
        };
    }
}
