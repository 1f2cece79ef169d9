package io.photosync.webhook;

import io.photosync.event.UserChanged;

/** What one item of a notification is to us. */
sealed interface NotificationKind {

    /** Name of the decision in metrics and log lines. */
    String decision();

    /** A user changed. */
    record Hint(UserChanged change) implements NotificationKind {
        @Override
        public String decision() {
            return "hint";
        }
    }

    /** Graph speaks about the subscription itself. */
    record Lifecycle(Event event) implements NotificationKind {
        enum Event {
            REAUTHORIZATION_REQUIRED,
            SUBSCRIPTION_REMOVED,
            MISSED,
            UNKNOWN
        }

        @Override
        public String decision() {
            return "lifecycle";
        }
    }

    /** No client state of ours: from anybody but Graph, or from a subscription older than the last rotation. */
    record Forged() implements NotificationKind {
        @Override
        public String decision() {
            return "forged";
        }
    }

    /** About something else than a user: a subscription that is not ours shares the address. */
    record OtherResource() implements NotificationKind {
        @Override
        public String decision() {
            return "other_resource";
        }
    }

    /** The test message of Event Hubs, whose every field says NA. */
    record TestMessage() implements NotificationKind {
        @Override
        public String decision() {
            return "test_message";
        }
    }

    /**
     * Genuine, but of no use.
     *
     * @param why for people; holds nothing of the item's content but its shape
     */
    record Unusable(String why) implements NotificationKind {
        @Override
        public String decision() {
            return "unusable";
        }
    }
}
