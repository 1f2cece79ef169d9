package io.photosync.subscription;

import java.time.Instant;
import java.util.Optional;

/** How it stands with the subscription, for health and status. */
public sealed interface SubscriptionState {

    /** Nothing was tried yet. */
    record Starting() implements SubscriptionState {}

    /**
     * Notifications come.
     *
     * @param until when they end unless renewed
     * @param trouble why the last look or renewal failed, if it did
     */
    record Alive(String id, Instant until, Optional<String> trouble) implements SubscriptionState {}

    /**
     * No notifications come; changes are found by the sweep only.
     *
     * @param why Microsoft's answer
     * @param since when that began
     */
    record Refused(String why, Instant since, Instant nextTry) implements SubscriptionState {}

    /** None is wanted, and none of ours is left. */
    record Off() implements SubscriptionState {}

    /** After a look that failed, at that time. */
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
