package io.photosync.webhook;

import io.photosync.subscription.SubscriptionCare;
import io.photosync.webhook.Verdict.Lifecycle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Acts on what a body said: hints go to Kafka, lifecycle events to whoever looks after the subscription. */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final HintWriter hints;
    private final SubscriptionCare subscription;
    private final NotificationMetrics metrics;
    private final WebhookSettings settings;

    public Intake(
            HintWriter hints, SubscriptionCare subscription, NotificationMetrics metrics, WebhookSettings settings) {
        this.hints = hints;
        this.subscription = subscription;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** The answer to a body: 202 once Kafka has all of its hints, else 503. */
    Uni<Response> take(NotificationReading.Understood body) {
        metrics.count(body.verdicts());
        body.verdicts().forEach(this::act);
        return hints.write(body.hints()).map(delivery -> {
            log(body, delivery);
            return switch (delivery) {
                case Delivery.Acknowledged acknowledged -> Answers.accepted();
                case Delivery.NotAcknowledged(String why) -> Answers.notNow(why, settings.retryAfter());
            };
        });
    }

    private void act(Verdict verdict) {
        switch (verdict) {
            case Lifecycle(Lifecycle.Event event) -> act(event);
            case Verdict.Unusable(String why) -> LOG.infof("notification unusable: %s", why);
            case Verdict.Hint hint -> {}
            case Verdict.Forged forged -> {}
            case Verdict.OtherResource other -> {}
            case Verdict.TestMessage test -> {}
        }
    }

    /** What was missed is found by the sweep, which runs all the time. */
    private void act(Lifecycle.Event event) {
        LOG.infof("lifecycle event=%s", event);
        switch (event) {
            case REAUTHORIZATION_REQUIRED, SUBSCRIPTION_REMOVED -> subscription.reauthorizationRequested();
            case MISSED, UNKNOWN -> {}
        }
    }

    private static void log(NotificationReading.Understood body, Delivery delivery) {
        Logger.Level level = body.verdicts().stream().allMatch(Verdict.Hint.class::isInstance)
                ? Logger.Level.DEBUG
                : Logger.Level.INFO;
        if (LOG.isEnabled(level)) {
            LOG.logf(
                    level,
                    "notification items=%s answer=%s",
                    body.verdicts().stream()
                            .collect(Collectors.groupingBy(Verdict::decision, TreeMap::new, Collectors.counting())),
                    delivery);
        }
    }
}
