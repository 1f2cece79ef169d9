package io.photosync.drift;

import java.util.Optional;

/**
 * A user whose files or profile differ from what was written.
 *
 * @param attemptId of the attempt that wrote them, as far as is known
 * @param change present when all three files exist and at least one differs
 */
record DriftFinding(String userId, What what, String attemptId, Optional<FilesChange> change) {

    DriftFinding(String userId, What what, String attemptId) {
        this(userId, what, attemptId, Optional.empty());
    }

    /** Written to Kafka: constants keep their names. */
    enum What {
        /** At least one file is missing. */
        MISSING,
        /** All files exist, and at least one differs from what we wrote. */
        CHANGED,
        /** Another user's files have the same names. */
        SHARED,
        /** Under the user's object id there are newer files than those that we wrote under another name. */
        NEWER,
        /** Written under another host than SharePoint has now. */
        MOVED
    }
}
