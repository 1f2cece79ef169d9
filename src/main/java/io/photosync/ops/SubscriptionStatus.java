package io.photosync.ops;

import io.photosync.subscription.SubscriptionCare;
import io.photosync.subscription.SubscriptionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether Graph tells us of changes. */
@ApplicationScoped
class SubscriptionStatus implements StatusPart {
    private final SubscriptionCare care;

    SubscriptionStatus(SubscriptionCare care) {
        this.care = care;
    }

    record State(
            String state,
            Optional<String> id,
            Optional<Instant> until,
            Optional<Instant> since,
            Optional<Instant> nextTry,
            Optional<String> why) {

        private static State named(String state) {
            return new State(
                    state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    @Override
    public String name() {
        return "subscription";
    }

    @Override
    public State state() {
        return switch (care.state()) {
            case SubscriptionState.Starting() -> State.named("starting");
            case SubscriptionState.Off() -> State.named("another replica's");
            case SubscriptionState.Alive(String id, Instant until, Optional<String> trouble) ->
                new State("alive", Optional.of(id), Optional.of(until), Optional.empty(), Optional.empty(), trouble);
            case SubscriptionState.Refused(String why, Instant since, Instant nextTry) ->
                new State(
                        "refused",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(since),
                        Optional.of(nextTry),
                        Optional.of(why));
        };
    }
}
