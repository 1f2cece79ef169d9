package io.photosync.detect;

import io.photosync.event.Moment;
import io.photosync.event.PhotoEvent.Cause;
import java.time.Instant;
import java.util.Optional;

/**
 * A user for whom Graph answered "no photo" once, though SharePoint shows one.
 *
 * @param first when this replica learned of that answer, by its own clock: the second one is due some time later
 * @param askFrom when Graph may be asked again, after a request without a usable answer
 * @param recorded present if a hint led to it, so that there is a record in {@code photosync-state}: when Graph gave
 *     the answer, by the clock of the replica that asked
 */
public record RemovalCandidate(
        String userId,
        String userPrincipalName,
        Cause cause,
        Instant first,
        Instant askFrom,
        Optional<Instant> recorded) {

    /** When Graph gave the first answer, as near as is known. */
    public Instant answered() {
        return recorded.map(at -> Moment.earlier(at, first)).orElse(first);
    }

    public RemovalCandidate askedAgainFrom(Instant when) {
        return new RemovalCandidate(userId, userPrincipalName, cause, first, when, recorded);
    }
}
