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
public record RemovalCandidate(
        String userId, String userPrincipalName, Cause cause, Instant first, Instant askFrom, boolean noted) {

    /** A note may be of a replica whose clock is ahead of ours. */
    public RemovalCandidate notAfter(Instant now) {
        return first.isAfter(now) ? new RemovalCandidate(userId, userPrincipalName, cause, now, now, noted) : this;
    }

    public RemovalCandidate askedAgainFrom(Instant when) {
        return new RemovalCandidate(userId, userPrincipalName, cause, first, when, noted);
    }
}
