package io.photosync.event;

import java.util.Optional;

/** Why nothing was done for a user, without an error: the reason of a settlement that is SKIPPED. */
public enum SkipReason {
    NO_MAILBOX,
    GUEST,
    OUT_OF_SCOPE,
    USER_GONE,
    /** The mode forbids to write. */
    OBSERVE_ONLY,
    NO_PHOTO,
    /** The same photo came for too many users at once, and an operator has to decide. */
    MASS_CHANGE_HELD,
    /** SharePoint shows a picture, though Exchange had none before photo sync came. */
    STALE_PICTURE;

    /** Empty for a word that this version does not know. */
    static Optional<SkipReason> of(String word) {
        for (SkipReason reason : values()) {
            if (reason.name().equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
