package io.photosync.sync;

import io.photosync.budget.Failure;

/** Says what a failed call means for the user it was made for. */
@FunctionalInterface
interface Judge {
    /** May ask the service's probe. */
    Outcome judge(Failure failure) throws InterruptedException;
}
