package io.photosync.drift;

import io.photosync.ledger.Target;

/**
 * A person whose files are not as they were written.
 *
 * @param written what was known of them when the listing began
 */
record Finding(String userId, What what, Target written) {

    enum What {
        /** One file at least is not there. */
        MISSING,
        /** All are there, and one at least was written by somebody else since. */
        CHANGED
    }
}
