package io.photosync.subscription;

import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Off;
import io.photosync.subscription.SubscriptionState.Refused;
import io.photosync.subscription.SubscriptionState.Starting;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of the subscription as the leader last saw it: the value under {@code subscription} in {@code
 * photosync-state}. At most one of the states is present, none before the first reconciliation.
 *
 * @param answered the last request for reauthorization that was processed
 */
record SubscriptionRecord(
        Optional<Alive> alive, Optional<Refused> refused, Optional<Off> off, Optional<Instant> answered) {
    static final SubscriptionRecord BLANK =
            new SubscriptionRecord(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static SubscriptionRecord of(SubscriptionState state, Optional<Instant> answered) {
        return switch (state) {
            case Starting starting ->
                new SubscriptionRecord(Optional.empty(), Optional.empty(), Optional.empty(), answered);
            case Alive alive ->
                new SubscriptionRecord(Optional.of(alive), Optional.empty(), Optional.empty(), answered);
            case Refused refused ->
                new SubscriptionRecord(Optional.empty(), Optional.of(refused), Optional.empty(), answered);
            case Off off -> new SubscriptionRecord(Optional.empty(), Optional.empty(), Optional.of(off), answered);
        };
    }

    SubscriptionState state() {
        return alive.<SubscriptionState>map(known -> known)
                .or(() -> refused)
                .or(() -> off)
                .orElseGet(Starting::new);
    }
}
