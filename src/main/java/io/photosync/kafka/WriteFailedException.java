package io.photosync.kafka;

import java.time.Duration;

/** Kafka did not acknowledge a record; it may or may not be there. */
public final class WriteFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private WriteFailedException(String message) {
        super(message);
    }

    private WriteFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Kafka took the record, but it was not read back. */
    public static WriteFailedException notReadBack(String topic, Duration within) {
        return new WriteFailedException("topic %s did not give a record back within %s".formatted(topic, within));
    }

    /** Kafka did not take a record. */
    public static WriteFailedException because(Topic topic, Throwable cause) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new WriteFailedException("topic %s did not take a record: %s".formatted(topic.id(), why), cause);
    }

    /** The ledger does not follow the topics, so the work of others is unknown. */
    public static WriteFailedException notFollowed() {
        return new WriteFailedException("the ledger does not follow Kafka's topics");
    }
}
