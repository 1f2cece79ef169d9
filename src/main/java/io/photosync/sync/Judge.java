package io.photosync.sync;

import io.photosync.budget.Failure;

/** Says what a failed call means for the user it was made for, and is told what succeeded, so that it can tell one from many. */
interface Judge {
    /** May ask the service's probe. */
    Outcome judge(Failure failure, Attempt attempt) throws InterruptedException;

    /**
     * The attempt met no failure.
     *
     * @param wrote whether SharePoint was written
     */
    void succeeded(Attempt attempt, Outcome outcome, boolean wrote);
}
