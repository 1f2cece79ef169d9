package io.photosync.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a user's photo in SharePoint is not Exchange's, as far as is known.
 *
 * @param code of the failure, or cause of the event
 * @param detail one line for operators
 * @param since when this became known
 */
public record Difference(Reason reason, Optional<String> code, String detail, Optional<Instant> since) {

    /** One without a code, known since an unknown time; {@link #code(String)} and {@link #since(Instant)} add them. */
    static Difference of(Reason reason, String detail) {
        return new Difference(reason, Optional.empty(), detail, Optional.empty());
    }

    Difference code(String value) {
        return code(Optional.of(value));
    }

    Difference code(Optional<String> value) {
        return new Difference(reason, value, detail, since);
    }

    Difference since(Instant when) {
        return new Difference(reason, code, detail, Optional.of(when));
    }

    /** Reasons for the difference. */
    public enum Reason {
        ON_ITS_WAY("another photo was found, and its event is queued"),
        WRITING("SharePoint is being written"),
        RETRYING("writing failed and will be retried"),
        DEAD_LETTERED("given up; to be replayed or discarded"),
        DISCARDED("given up, and discarded by an operator"),
        MASS_CHANGE_HELD("many users got the same photo at once; it is held until an operator decides, or was refused"),
        OBSERVE_ONLY("would be written, but photo sync only observes"),
        NOT_YET("another photo was seen in Exchange, and its event is not published yet"),
        REMOVAL_PENDING("Exchange no longer has a photo, and SharePoint still shows one"),
        DRIFTED("SharePoint does not hold what was written: another program or user deleted or replaced it"),
        SHARED_FILES("another user's files in SharePoint have the same names"),
        STALE_PICTURE("Exchange already had no photo before photo sync was installed, and SharePoint still shows one"),
        FILES_KEPT("taken down, but SharePoint refuses to delete its files; deleting is retried from time to time");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }
}
