package io.photosync.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A hint: something about this user changed, perhaps the photo. Graph does not say what.
 *
 * @param userId object id in lower case
 * @param changeType Graph's word: updated or deleted
 * @param eventTime when it changed, by Graph's clock
 * @param receivedAt when we were told
 */
public record UserChanged(String userId, String changeType, Optional<Instant> eventTime, Instant receivedAt) {

    /** When the change happened, as near as is known. */
    public Instant changedAt() {
        return eventTime.filter(receivedAt::isAfter).orElse(receivedAt);
    }
}
