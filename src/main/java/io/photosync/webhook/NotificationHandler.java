package io.photosync.webhook;

import io.photosync.subscription.ClientStates;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.webhook.NotificationKind.Lifecycle;
import io.photosync.webhook.ParsedNotifications.Indeterminate;
import io.photosync.webhook.ParsedNotifications.Malformed;
import io.photosync.webhook.ParsedNotifications.Parsed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads a body and acts on it: hints go to Kafka, lifecycle events to whoever looks after the subscription. */
@ApplicationScoped
public class NotificationHandler {
    private static final Logger LOG = Logger.getLogger(NotificationHandler.class);

    private final ClientStates clientStates;
    private final NotificationClassifier judge;
    private final HintWriter hints;
    private final SubscriptionTask subscription;
    private final NotificationMetrics metrics;
    private final StrangerLog strangers;

    public NotificationHandler(
            ClientStates clientStates,
            HintWriter hints,
            SubscriptionTask subscription,
            NotificationMetrics metrics,
            Clock clock) {
        this.clientStates = clientStates;
        this.judge = new NotificationClassifier(clientStates::accepted);
        this.hints = hints;
        this.subscription = subscription;
        this.metrics = metrics;
        this.strangers = new StrangerLog(clock);
    }

    /** Whether Graph's word can be told from a forger's by now. */
    boolean readable() {
        return clientStates.complete();
    }

    ParsedNotifications read(byte[] body, Instant receivedAt) {
        // Asked first: what becomes known meanwhile does not make an item forged that was judged without it.
        boolean allKnown = clientStates.complete();
        ParsedNotifications reading = ParsedNotifications.read(body, judge, receivedAt);
        return switch (reading) {
            case Malformed malformed -> {
                metrics.count("malformed");
                yield malformed;
            }
            case Parsed understood
            when !allKnown && understood.hasForged() ->
                new Indeterminate("the client states are still being read from Kafka");
            case Parsed understood -> understood;
            case Indeterminate undecided -> undecided;
        };
    }

    /** Acknowledged once Kafka has all of the body's hints. */
    Uni<HintDelivery> take(Parsed body) {
        metrics.count(body.verdicts());
        body.verdicts().stream()
                .filter(Lifecycle.class::isInstance)
                .map(Lifecycle.class::cast)
                .distinct()
                .forEach(lifecycle -> act(lifecycle.event()));
        return hints.write(body.hints()).invoke(hintDelivery -> log(body, hintDelivery));
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
    private void log(Parsed body, HintDelivery hintDelivery) {
        if (body.verdicts().isEmpty()) {
            return;
        }
        if (body.isStrangers()) {
            strangers.tell(body.verdicts().size());
            return;
        }
        Logger.Level level = body.verdicts().stream().allMatch(NotificationKind.Hint.class::isInstance)
                ? Logger.Level.DEBUG
                : Logger.Level.INFO;
        if (LOG.isEnabled(level)) {
            LOG.logf(
                    level,
                    "notification items=%s answer=%s%s",
                    body.verdicts().stream()
                            .collect(Collectors.groupingBy(
                                    NotificationKind::decision, TreeMap::new, Collectors.counting())),
                    answer(hintDelivery),
                    unusable(body));
        }
    }

    private static String answer(HintDelivery hintDelivery) {
        return switch (hintDelivery) {
            case HintDelivery.Acknowledged() -> "kept";
            case HintDelivery.NotAcknowledged(String why) -> "not kept, " + why;
        };
    }

    /** Why the first one is of no use; the others are counted. */
    private static String unusable(Parsed body) {
        return body.verdicts().stream()
                .filter(NotificationKind.Unusable.class::isInstance)
                .map(NotificationKind.Unusable.class::cast)
                .findFirst()
                .map(first -> " unusable=\"" + first.why() + "\"")
                .orElse("");
    }
}
