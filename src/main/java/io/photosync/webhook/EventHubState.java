package io.photosync.webhook;

import java.time.Instant;

/** State of reading the event hub. */
public sealed interface EventHubState {

    /** Notifications do not arrive through an event hub. */
    record Unused() implements EventHubState {}

    record Reading() implements EventHubState {}

    /**
     * @param why the last error
     * @param since start of the time without reading, or without handing over what was read
     */
    record Hindered(String why, Instant since) implements EventHubState {}

    default EventHubState hindered(String why, Instant now) {
        return this instanceof Hindered(String before, Instant since)
                ? new Hindered(why, since)
                : new Hindered(why, now);
    }
}
