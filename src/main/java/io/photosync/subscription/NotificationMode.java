package io.photosync.subscription;

/** How Graph tells us of changes. */
public enum NotificationMode {
    /** Graph posts to our public address. */
    WEBHOOK,
    /** Graph writes into an event hub of the tenant, which we read as Kafka: no public address is needed. */
    EVENT_HUB,
    /** Not at all: the sweep alone finds changes. */
    NONE
}
