package io.photosync.sync;

/**
 * Runs the tasks that a {@link TaskScheduler} hands out; called on several threads concurrently, never for the same
 * user.
 */
@FunctionalInterface
interface TaskRunner {
    Result run(Task task) throws InterruptedException;

    enum Result {
        /** Its records may be committed. */
        FINISHED,
        /** It goes back to the queue. */
        PENDING
    }
}
