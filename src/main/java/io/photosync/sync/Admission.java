package io.photosync.sync;

/** Which tasks may start now. While it is unknown whether a service has recovered, that is one user at a time. */
@FunctionalInterface
interface Admission {
    boolean open(TaskSource source);

    /** Whether the task goes before others of its source: they have failed already. */
    default boolean prefers(Task task) {
        return true;
    }

    /** The task is in flight from now on; others may have to wait for its result. */
    default void started(Task task) {}

    /** It is no longer in flight, whatever the result. */
    default void ended(Task task) {}
}
