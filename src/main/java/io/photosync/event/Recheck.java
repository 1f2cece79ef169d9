package io.photosync.event;

import java.time.Instant;

/**
 * Why a user is checked once more though nothing failed.
 *
 * @param number of this recheck for that reason, from 1
 * @param since when the doubt arose, or was last checked
 */
public record Recheck(Reason reason, int number, Instant since) {

    public Recheck {
        Fields.require("recheck", "reason", reason);
        Fields.require("recheck", "since", since);
    }

    /** What is uncertain. */
    public enum Reason {
        /** The ETag was new, and the bytes may still have been the old ones. */
        BYTES_MAY_LAG("the photo's ETag was new, and its bytes may have been the old ones"),
        /** Another attempt may have written concurrently. */
        OVERLAPPED("another attempt may have written the user's photo at the same time"),
        /** A profile comes with SharePoint's import, at an unknown time; the dead letter stays open meanwhile. */
        PROFILE_MISSING("the user had no profile, and may have one by now"),
        /** The removal waited longer than the answers behind it are trusted. */
        REMOVAL_AGED("the removal waited so long that it is confirmed again"),
        /** The photo was removed, but SharePoint did not let its files be deleted. */
        FILES_KEPT("files of the removed photo could not be deleted, and may be by now");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }
}
