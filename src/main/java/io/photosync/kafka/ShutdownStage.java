package io.photosync.kafka;

/**
 * The one order in which the service stops, first to last. A stage begins when the one before has ended, or its time is
 * over.
 */
public enum ShutdownStage {
    /** Says that the process is on its way out, so that nothing new is sent to it. */
    READINESS,
    /**
     * Consumers and leader tasks. They finish what is in flight, and need the fold and the Kafka clients for it. They
     * do not need each other, so they stop at the same time: one after the other their grace periods would add up.
     */
    WORK,
    /** What the work relied on, and threads that only wait. */
    SUPPORT
}
