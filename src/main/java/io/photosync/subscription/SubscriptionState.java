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

    /** Another replica sees to it. */
    record Off() implements SubscriptionState {}
}
