package io.photosync.webhook;

/** How the handing over of a body's hints ended. */
sealed interface HintDelivery {

    /** Kafka has them all. */
    record Acknowledged() implements HintDelivery {}

    /** Kafka has not said so of all of them; the sender has to come again. */
    record NotAcknowledged(String why) implements HintDelivery {}
}
