package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;
import java.time.Instant;

/**
 * A user for whom Graph answered "no photo" once, though SharePoint shows one.
 *
 * @param first when Graph gave that answer first
 * @param askFrom when Graph may be asked again, after a request without a usable answer
 * @param recorded whether a hint led to it, so that there is a record in {@code photosync-state}
 */
public record RemovalCandidate(
        String userId, String userPrincipalName, Cause cause, Instant first, Instant askFrom, boolean recorded) {

    /** Corrects a time in the future: the record may come from a replica whose clock is ahead of ours. */
    public RemovalCandidate notAfter(Instant now) {
        return first.isAfter(now) ? new RemovalCandidate(userId, userPrincipalName, cause, now, now, recorded) : this;
    }

    public RemovalCandidate askedAgainFrom(Instant when) {
        return new RemovalCandidate(userId, userPrincipalName, cause, first, when, recorded);
    }
}
