package io.photosync.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * A token and its lifetime.
 *
 * @param renewFrom from when a new one should be fetched while this one is still served
 */
record AccessToken(String value, Instant renewFrom, Instant expires) {
    private static final Duration RENEW_AHEAD = Duration.ofMinutes(5);

    /** A token lasts about an hour; one of less than ten minutes is renewed at half of its life. */
    static AccessToken fetched(String value, Instant now, Instant expires) {
        Instant halfLife = now.plus(Duration.between(now, expires).dividedBy(2));
        Instant ahead = expires.minus(RENEW_AHEAD);
        return new AccessToken(value, ahead.isAfter(halfLife) ? ahead : halfLife, expires);
    }

    /** Never the value: records end up in logs. */
    @Override
    public String toString() {
        return "AccessToken[expires=" + expires + "]";
    }
}
