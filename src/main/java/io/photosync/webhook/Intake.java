package io.photosync.webhook;

import io.photosync.subscription.ClientStates;
import io.photosync.subscription.SubscriptionCare;
import io.photosync.webhook.NotificationReading.Malformed;
import io.photosync.webhook.NotificationReading.Undecided;
import io.photosync.webhook.NotificationReading.Understood;
import io.photosync.webhook.Verdict.Lifecycle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads a body and acts on it: hints go to Kafka, lifecycle events to whoever looks after the subscription. */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final ClientStates clientStates;
    private final ItemJudge judge;
    private final HintWriter hints;
    private final SubscriptionCare subscription;
    private final NotificationMetrics metrics;

    public Intake(
            ClientStates clientStates, HintWriter hints, SubscriptionCare subscription, NotificationMetrics metrics) {
        this.clientStates = clientStates;
        this.judge = new ItemJudge(clientStates::accepted);
        this.hints = hints;
        this.subscription = subscription;
        this.metrics = metrics;
    }

    /** Whether Graph's word can be told from a forger's by now. */
    boolean readable() {
        return clientStates.complete();
    }

    NotificationReading read(byte[] body, Instant receivedAt) {
        // Asked first: what becomes known meanwhile does not make an item forged that was judged without it.
        boolean allKnown = clientStates.complete();
        NotificationReading reading = NotificationReading.read(body, judge, receivedAt);
        return switch (reading) {
            case Malformed malformed -> {
                metrics.count("malformed");
                yield malformed;
            }
            case Understood understood
            when !allKnown && understood.hasForged() ->
                new Undecided("the client states are still being read from Kafka");
            case Understood understood -> understood;
            case Undecided undecided -> undecided;
        };
    }

    /** Acknowledged once Kafka has all of the body's hints. */
    Uni<Delivery> take(Understood body) {
        metrics.count(body.verdicts());
        body.verdicts().forEach(this::act);
        return hints.write(body.hints()).invoke(delivery -> log(body, delivery));
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

    private static void log(Understood body, Delivery delivery) {
        Logger.Level level = body.verdicts().stream().allMatch(Verdict.Hint.class::isInstance)
                ? Logger.Level.DEBUG
                : Logger.Level.INFO;
        if (LOG.isEnabled(level)) {
            LOG.logf(
                    level,
                    "notification items=%s answer=%s",
                    body.verdicts().stream()
                            .collect(Collectors.groupingBy(Verdict::decision, TreeMap::new, Collectors.counting())),
                    switch (delivery) {
                        case Delivery.Acknowledged() -> "kept";
                        case Delivery.NotAcknowledged(String why) -> "not kept, " + why;
                    });
        }
    }
}
