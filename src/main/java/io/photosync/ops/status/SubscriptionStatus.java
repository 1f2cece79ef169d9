package io.photosync.ops.status;

import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether Graph tells us of changes. */
@ApplicationScoped
class SubscriptionStatus implements StatusPart {
    private final SubscriptionTask care;
    private final NotificationChannel notifications;

    SubscriptionStatus(SubscriptionTask care, NotificationChannel notifications) {
        this.care = care;
        this.notifications = notifications;
    }

    /** @param notifications the way that they come */
    record State(
            String notifications,
            String state,
            Optional<String> id,
            Optional<Instant> until,
            Optional<Instant> since,
            Optional<Instant> nextTry,
            Optional<String> why) {
        private static State named(String way, String state) {
            return new State(
                    way,
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
        String way = notifications.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (care.state()) {
            case SubscriptionState.Starting() -> State.named(way, "starting");
            case SubscriptionState.Off() -> State.named(way, "none wanted");
            case SubscriptionState.Alive(String id, Instant until, Optional<String> trouble) ->
                new State(
                        way, "alive", Optional.of(id), Optional.of(until), Optional.empty(), Optional.empty(), trouble);
            case SubscriptionState.Refused(String why, Instant since, Instant nextTry) ->
                new State(
                        way,
                        "refused",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(since),
                        Optional.of(nextTry),
                        Optional.of(why));
        };
    }
}
