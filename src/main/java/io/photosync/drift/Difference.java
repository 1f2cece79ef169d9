package io.photosync.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * A person whose photo in SharePoint is not Exchange's, as far as is known.
 *
 * @param code of the failure, or of the cause of the event
 * @param detail one line for people
 * @param since when this came to be known
 */
public record Difference(Reason reason, Optional<String> code, String detail, Optional<Instant> since) {

    /** Why the two are not the same (yet). */
    public enum Reason {
        ON_ITS_WAY("another photo was found, and its event waits for its turn"),
        WRITING("SharePoint is being written"),
        RETRYING("writing failed and is tried again"),
        DEAD_LETTERED("given up; to be replayed or discarded"),
        DISCARDED("given up, and an operator decided to leave it so"),
        MASS_CHANGE_HELD(
                "many users got the same photo at once, and it was held until an operator decides, or refused"),
        OBSERVE_ONLY("would be written, but photo sync only observes"),
        NOT_YET("another photo was seen in Exchange, and no event is on its way yet"),
        REMOVAL_PENDING("Exchange has no photo any more, and SharePoint still shows one"),
        DRIFTED("SharePoint does not hold what was written: somebody else deleted or replaced it"),
        SHARED_FILES("another user's files in SharePoint have the same names"),
        STALE_PICTURE("Exchange had no photo any more before photo sync came, and SharePoint still shows one"),
        FILES_KEPT("taken down, but SharePoint does not let its files be deleted; they are tried again now and then");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }
}
