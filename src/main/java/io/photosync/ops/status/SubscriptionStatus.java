package io.photosync.ops.status;

import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** State of the subscription to change notifications. */
@ApplicationScoped
public class SubscriptionStatus implements StatusPart {
    private final SubscriptionTask subscription;
    private final NotificationChannel notifications;

    SubscriptionStatus(SubscriptionTask subscription, NotificationChannel notifications) {
        this.subscription = subscription;
        this.notifications = notifications;
    }

    /** @param notifications the notification channel */
    public record State(
            String notifications,
            String state,
            Optional<String> id,
            Optional<Instant> until,
            Optional<Instant> since,
            Optional<Instant> nextTry,
            Optional<String> why) {
        private static State named(String channel, String state) {
            return new State(
                    channel,
                    state,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @Override
    public String name() {
        return "subscription";
    }

    @Override
    public State state() {
        String channel = notifications.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (subscription.state()) {
            case SubscriptionState.Starting() -> State.named(channel, "starting");
            case SubscriptionState.Off() -> State.named(channel, "none wanted");
            case SubscriptionState.Alive(String id, Instant until, Optional<String> trouble) ->
                new State(
                        channel,
                        "alive",
                        Optional.of(id),
                        Optional.of(until),
                        Optional.empty(),
                        Optional.empty(),
                        trouble);
            case SubscriptionState.Refused(String why, Instant since, Instant nextTry) ->
                new State(
                        channel,
                        "refused",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(since),
                        Optional.of(nextTry),
                        Optional.of(why));
        };
    }
}
