package io.photosync.subscription;

/** How Graph sends change notifications. */
public enum NotificationMode {
    /** Graph posts to our public address. */
    WEBHOOK,
    /** Graph writes to an event hub of the tenant, which we read as Kafka: no public address is needed. */
    EVENT_HUB,
    /** No notifications: only the sweep finds changes. */
    NONE
}
