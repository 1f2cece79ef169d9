package io.photosync.subscription;

import java.time.Instant;
import java.util.Optional;

/** State of the subscription, for health and status. */
public sealed interface SubscriptionState {

    /** Before the first reconciliation. */
    record Starting() implements SubscriptionState {}

    /**
     * Notifications arrive.
     *
     * @param until expiry unless renewed
     * @param trouble message of the last reconciliation, if it failed
     */
    record Alive(String id, Instant until, Optional<String> trouble) implements SubscriptionState {}

    /**
     * No notifications arrive; only the sweep finds changes.
     *
     * @param why Microsoft's answer
     * @param since start of this state
     */
    record Refused(String why, Instant since, Instant nextTry) implements SubscriptionState {}

    /** None is desired, and none of ours is left. */
    record Off() implements SubscriptionState {}

    /** The state after a failed reconciliation. */
    default SubscriptionState failed(String why, boolean gone, Instant now, Instant nextTry) {
        return switch (this) {
            case Alive(String id, Instant until, Optional<String> before)
            when until.isAfter(now) && !gone -> new Alive(id, until, Optional.of(why));
            case Refused(String before, Instant since, Instant next) -> new Refused(why, since, nextTry);
            case Alive alive -> new Refused(why, now, nextTry);
            case Starting starting -> new Refused(why, now, nextTry);
            case Off off -> new Refused(why, now, nextTry);
        };
    }
}
