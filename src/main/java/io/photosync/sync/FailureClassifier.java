package io.photosync.sync;

import io.photosync.call.Failure;

/** Says what a failed call means for the user it was made for, and is told what succeeded, so that it can tell one from many. */
interface FailureClassifier {
    /** May ask the service's probe. */
    Outcome judge(Failure failure, Attempt attempt) throws InterruptedException;

    /**
     * Files of a removed photo were refused to be deleted. May ask the service's probe. A retention policy holds everybody's files, and
     * yet all else works: so many refusals in a row are no outage here, unless the service is known to have one.
     *
     * @return the same, or the outage
     */
    Outcome kept(Outcome.FilesKept kept, Attempt attempt) throws InterruptedException;

    /**
     * The attempt met no failure.
     *
     * @param wrote whether SharePoint was written
     */
    void succeeded(Attempt attempt, Outcome outcome, boolean wrote);
}
