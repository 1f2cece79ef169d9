package io.photosync.drift;

import java.util.Optional;

/**
 * A user whose files or profile are not as they were written.
 *
 * @param attemptId of the attempt that wrote them, as far as is known
 * @param change where all three files are there and at least one is another
 */
record DriftFinding(String userId, What what, String attemptId, Optional<FilesChange> change) {

    DriftFinding(String userId, What what, String attemptId) {
        this(userId, what, attemptId, Optional.empty());
    }

    /** What is written to Kafka: constants do not change their names. */
    enum What {
        /** One file at least is not there. */
        MISSING,
        /** All are there, and one at least is not as we left it. */
        CHANGED,
        /** Another user's files have the same names. */
        SHARED,
        /** Under the user's object id there are newer files than those that we wrote under another name. */
        NEWER,
        /** Written under another host than SharePoint has now. */
        MOVED
    }
}
