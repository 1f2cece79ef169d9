package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;
import java.time.Instant;

/**
 * A user whose photo seems to be gone.
 *
 * @param first when Graph first said that there is no photo
 * @param askFrom when the second answer may be asked for, where one was asked for in vain
 * @param noted whether a note of a hint names the person
 */
record Suspect(String userId, String userPrincipalName, Cause cause, Instant first, Instant askFrom, boolean noted) {

    /** A note may be of a replica whose clock is ahead of ours. */
    Suspect notAfter(Instant now) {
        return first.isAfter(now) ? new Suspect(userId, userPrincipalName, cause, now, now, noted) : this;
    }

    Suspect askedAgainFrom(Instant when) {
        return new Suspect(userId, userPrincipalName, cause, first, when, noted);
    }
}
