package io.photosync.sandbox.faults;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule for what goes wrong.
 *
 * @param match searched for in {@code GET /path} and {@code GET /path?query}, both decoded
 * @param status what is answered; 0 drops the connection
 * @param retryAfter seconds
 * @param times after how many hits it is over; empty for never
 * @param user id or user principal name of the one person it is for
 * @param percent how many of a hundred requests that fit it hits, at random; empty for all of them
 */
public record Fault(
        Service service,
        Pattern match,
        int status,
        Optional<Integer> retryAfter,
        Optional<Integer> times,
        Optional<String> user,
        Optional<Integer> percent) {

    /** A fault for everybody, until it is removed. */
    public static Fault always(Service service, String match, int status) {
        return new Fault(
                service,
                Pattern.compile(match),
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Fault times(int hits) {
        return new Fault(service, match, status, retryAfter, Optional.of(hits), user, percent);
    }

    public Fault retryAfter(int seconds) {
        return new Fault(service, match, status, Optional.of(seconds), times, user, percent);
    }

    public Fault user(String idOrName) {
        return new Fault(service, match, status, retryAfter, times, Optional.of(idOrName), percent);
    }

    public Fault percent(int share) {
        return new Fault(service, match, status, retryAfter, times, user, Optional.of(share));
    }

    /** Whether it is about the same requests as the other. */
    boolean hasSameTarget(Fault other) {
        return service == other.service && match.pattern().equals(other.match.pattern()) && user.equals(other.user);
    }
}
