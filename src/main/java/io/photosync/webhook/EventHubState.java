package io.photosync.webhook;

import java.time.Instant;

/** How it stands with the reading of the event hub. */
public sealed interface EventHubState {

    /** No event hub is the way of notifications. */
    record Unused() implements EventHubState {}

    record Reading() implements EventHubState {}

    /** @param since when it began that nothing can be read, or that nothing read can be handed on */
    record Hindered(String why, Instant since) implements EventHubState {}

    default EventHubState hindered(String why, Instant now) {
        return this instanceof Hindered(String before, Instant since)
                ? new Hindered(why, since)
                : new Hindered(why, now);
    }
}
