package io.photosync.webhook;

/** Result of sending a body's hints. */
sealed interface HintDelivery {

    /** Kafka has acknowledged all hints. */
    record Acknowledged() implements HintDelivery {}

    /** Not all hints were acknowledged; the sender must retry. */
    record NotAcknowledged(String why) implements HintDelivery {}
}
