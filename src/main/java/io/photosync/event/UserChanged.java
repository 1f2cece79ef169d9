package io.photosync.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A hint: something about this user changed, perhaps the photo. Graph does not say what.
 *
 * @param userId object id in lower case, at most {@value PhotoEvent#LONGEST_USER_ID} characters
 * @param changeType Graph's: updated or deleted
 * @param eventTime when it changed, by Graph's clock
 * @param receivedAt when the notification arrived
 */
public record UserChanged(String userId, String changeType, Optional<Instant> eventTime, Instant receivedAt) {

    /**
     * Graph retries a notification for 4 hours; an earlier time is invalid, such as year 1 of a clock that was never
     * set.
     */
    private static final Duration OLDEST = Duration.ofDays(1);

    public UserChanged {
        if (userId == null || userId.isBlank() || userId.length() > PhotoEvent.LONGEST_USER_ID) {
            throw new IllegalArgumentException("hint: userId must have 1 to %d characters, but has %d"
                    .formatted(PhotoEvent.LONGEST_USER_ID, userId == null ? 0 : userId.length()));
        }
        Fields.require("hint", "changeType", changeType);
        Moment.require("hint: receivedAt", receivedAt);
        if (eventTime == null) {
            throw new IllegalArgumentException("hint: eventTime cannot be null");
        }
    }

    /** When the change happened, as near as is known. */
    public Instant changedAt() {
        return eventTime
                .filter(receivedAt::isAfter)
                .filter(receivedAt.minus(OLDEST)::isBefore)
                .orElse(receivedAt);
    }
}
