package io.photosync.webhook;

import io.photosync.event.UserChanged;

/** Classification of one item of a notification. */
sealed interface NotificationKind {

    /** Name of the classification in metrics and log lines. */
    String decision();

    /** A user changed. */
    record Hint(UserChanged change) implements NotificationKind {
        @Override
        public String decision() {
            return "hint";
        }
    }

    /** An event of the subscription itself. */
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

    /** Without a client state of ours: not from Graph, or from a subscription older than the last rotation. */
    record Forged() implements NotificationKind {
        @Override
        public String decision() {
            return "forged";
        }
    }

    /** About another resource than a user: a foreign subscription uses our address. */
    record OtherResource() implements NotificationKind {
        @Override
        public String decision() {
            return "other_resource";
        }
    }

    /** The test message of Event Hubs, in which every field is "NA". */
    record TestMessage() implements NotificationKind {
        @Override
        public String decision() {
            return "test_message";
        }
    }

    /**
     * Genuine, but without a usable user id.
     *
     * @param why for operators; contains no content of the item, only its shape
     */
    record Unusable(String why) implements NotificationKind {
        @Override
        public String decision() {
            return "unusable";
        }
    }
}
