package io.photosync.sync;

/** Whose work may begin now. While a service may be back but nobody knows, it is one user's at a time. */
@FunctionalInterface
interface Admission {
    boolean open(TaskSource lane);

    /** Whether others must wait while this one does: they have failed already. */
    default boolean prefers(Task task) {
        return true;
    }

    /** The task is in hand from now on; others may have to wait for how it ends. */
    default void handedOut(Task task) {}

    /** It is in hand no longer, however it ended. */
    default void handedBack(Task task) {}
}
