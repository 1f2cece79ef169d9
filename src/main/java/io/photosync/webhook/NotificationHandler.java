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

/** Reads a body and acts on it: hints go to Kafka, lifecycle events to the subscription task. */
@ApplicationScoped
public class NotificationHandler {
    private static final Logger LOG = Logger.getLogger(NotificationHandler.class);

    private final ClientStates clientStates;
    private final NotificationClassifier classifier;
    private final HintWriter hints;
    private final SubscriptionTask subscription;
    private final NotificationMetrics metrics;
    private final UnverifiedLog unverified;

    public NotificationHandler(
            ClientStates clientStates,
            HintWriter hints,
            SubscriptionTask subscription,
            NotificationMetrics metrics,
            Clock clock) {
        this.clientStates = clientStates;
        this.classifier = new NotificationClassifier(clientStates::accepted);
        this.hints = hints;
        this.subscription = subscription;
        this.metrics = metrics;
        this.unverified = new UnverifiedLog(clock);
    }

    /** Whether genuine notifications can be distinguished from forged ones already. */
    boolean readable() {
        return clientStates.complete();
    }

    ParsedNotifications read(byte[] body, Instant receivedAt) {
        // Read before the body: an item must not count as forged because a client state became known during the check.
        boolean allKnown = clientStates.complete();
        ParsedNotifications reading = ParsedNotifications.read(body, classifier, receivedAt);
        return switch (reading) {
            case Malformed malformed -> malformed;
            case Parsed parsed
            when !allKnown && parsed.hasForged() ->
                new Indeterminate("the client states are still being read from Kafka");
            case Parsed parsed -> parsed;
            case Indeterminate indeterminate -> indeterminate;
        };
    }

    /** A body is no notification, and is not read again. */
    void countMalformed() {
        metrics.count("malformed");
    }

    /**
     * Completes once Kafka has acknowledged all hints of the body, or in time without. Otherwise the body comes again:
     * only then it is counted, and its lifecycle events are acted on.
     */
    Uni<HintDelivery> take(Parsed body) {
        return hints.write(body.hints()).invoke(hintDelivery -> {
            if (hintDelivery instanceof HintDelivery.Acknowledged) {
                follow(body);
            }
            log(body, hintDelivery);
        });
    }

    private void follow(Parsed body) {
        metrics.count(body.verdicts());
        body.verdicts().stream()
                .filter(Lifecycle.class::isInstance)
                .map(Lifecycle.class::cast)
                .distinct()
                .forEach(lifecycle -> act(lifecycle.event()));
    }

    /** Missed changes are found by the sweep, which runs permanently. */
    private void act(Lifecycle.Event event) {
        LOG.infof("lifecycle event=%s", event);
        switch (event) {
            case REAUTHORIZATION_REQUIRED, SUBSCRIPTION_REMOVED -> subscription.reauthorizationRequested();
            case MISSED, UNKNOWN -> {}
        }
    }

    /** At most one line per body, however many items it has. */
    private void log(Parsed body, HintDelivery hintDelivery) {
        if (body.verdicts().isEmpty()) {
            return;
        }
        if (body.unverified()) {
            unverified.record(body.verdicts().size());
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

    /** The reason of the first unusable item; the others are only counted. */
    private static String unusable(Parsed body) {
        return body.verdicts().stream()
                .filter(NotificationKind.Unusable.class::isInstance)
                .map(NotificationKind.Unusable.class::cast)
                .findFirst()
                .map(first -> " unusable=\"" + first.why() + "\"")
                .orElse("");
    }
}
