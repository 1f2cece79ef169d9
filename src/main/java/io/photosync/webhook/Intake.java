package io.photosync.webhook;

import io.photosync.subscription.ClientStates;
import io.photosync.subscription.SubscriptionCare;
import io.photosync.webhook.NotificationReading.Malformed;
import io.photosync.webhook.NotificationReading.Undecided;
import io.photosync.webhook.NotificationReading.Understood;
import io.photosync.webhook.Verdict.Lifecycle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
    private final StrangerLog strangers;

    public Intake(
            ClientStates clientStates,
            HintWriter hints,
            SubscriptionCare subscription,
            NotificationMetrics metrics,
            Clock clock) {
        this.clientStates = clientStates;
        this.judge = new ItemJudge(clientStates::accepted);
        this.hints = hints;
        this.subscription = subscription;
        this.metrics = metrics;
        this.strangers = new StrangerLog(clock);
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
        body.verdicts().stream()
                .filter(Lifecycle.class::isInstance)
                .map(Lifecycle.class::cast)
                .distinct()
                .forEach(lifecycle -> act(lifecycle.event()));
        return hints.write(body.hints()).invoke(delivery -> log(body, delivery));
    }

    /** What was missed is found by the sweep, which runs all the time. */
    private void act(Lifecycle.Event event) {
        LOG.infof("lifecycle event=%s", event);
        switch (event) {
            case REAUTHORIZATION_REQUIRED, SUBSCRIPTION_REMOVED -> subscription.reauthorizationRequested();
            case MISSED, UNKNOWN -> {}
        }
    }

    /** One line for a body at the most, however many items it has. */
    private void log(Understood body, Delivery delivery) {
        if (body.verdicts().isEmpty()) {
            return;
        }
        if (body.isStrangers()) {
            strangers.tell(body.verdicts().size());
            return;
        }
        Logger.Level level = body.verdicts().stream().allMatch(Verdict.Hint.class::isInstance)
                ? Logger.Level.DEBUG
                : Logger.Level.INFO;
        if (LOG.isEnabled(level)) {
            LOG.logf(
                    level,
                    "notification items=%s answer=%s%s",
                    body.verdicts().stream()
                            .collect(Collectors.groupingBy(Verdict::decision, TreeMap::new, Collectors.counting())),
                    answer(delivery),
                    unusable(body));
        }
    }

    private static String answer(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Acknowledged() -> "kept";
            case Delivery.NotAcknowledged(String why) -> "not kept, " + why;
        };
    }

    /** Why the first one is of no use; the others are counted. */
    private static String unusable(Understood body) {
        return body.verdicts().stream()
                .filter(Verdict.Unusable.class::isInstance)
                .map(Verdict.Unusable.class::cast)
                .findFirst()
                .map(first -> " unusable=\"" + first.why() + "\"")
                .orElse("");
    }
}
