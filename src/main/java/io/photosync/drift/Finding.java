package io.photosync.drift;

/**
 * A person whose files are not as they were written.
 *
 * @param attemptId of the attempt that wrote them, as far as is known
 */
record Finding(String userId, What what, String attemptId) {

    enum What {
        /** One file at least is not there. */
        MISSING,
        /** All are there, and one at least was written by somebody else since. */
        CHANGED
    }
}
