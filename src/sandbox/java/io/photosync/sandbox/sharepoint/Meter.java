package io.photosync.sandbox.sharepoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Counts apps' requests against the limits. Refused calls count too. */
final class Meter {
    private static final Duration PROFILE_WINDOW = Duration.ofMinutes(5);

    private final Clock clock;
    private final IntConsumer unitsUsed;
    private final Map<String, Window> minutes = new HashMap<>();
    private final Map<String, Window> days = new HashMap<>();
    private Window profileCalls = new Window(Instant.MIN, 0);
    private Limits limits;

    Meter(Limits limits, IntConsumer unitsUsed, Clock clock) {
        this.limits = limits;
        this.unitsUsed = unitsUsed;
        this.clock = clock;
    }

    /**
     * The result for one call.
     *
     * @param retryAfter present when the call is refused
     * @param rate the app's use of the limit per minute, reported only from 80 %; other limits are never reported
     */
    record Verdict(Optional<Duration> retryAfter, Optional<Rate> rate) {}

    /** What the {@code RateLimit-*} headers say. */
    record Rate(int limit, int remaining, Duration reset) {}

    private record Window(Instant end, long used) {
        Window plus(long units, Instant now, Instant newEnd) {
            return now.isBefore(end) ? new Window(end, used + units) : new Window(newEnd, units);
        }
    }

    synchronized Limits limits() {
        return limits;
    }

    synchronized void change(Limits changed) {
        limits = changed;
    }

    synchronized Verdict count(String appId, int units, int profiles) {
        unitsUsed.accept(units);
        Instant now = clock.instant();
        Window minute = add(minutes, appId, units, now, now.plus(Duration.ofMinutes(1)));
        Window day =
                add(days, appId, units, now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
        profileCalls = profileCalls.plus(profiles, now, now.plus(PROFILE_WINDOW));
        Optional<Rate> rate =
                Optional.of(rate(minute, now)).filter(told -> minute.used >= 0.8 * limits.unitsPerMinute());
        if (minute.used > limits.unitsPerMinute()) {
            return new Verdict(Optional.of(secondsUntil(minute.end, now)), rate);
        }
        if (day.used > limits.unitsPerDay()) {
            return new Verdict(Optional.of(secondsUntil(day.end, now)), Optional.empty());
        }
        if (profiles > 0 && profileCalls.used > limits.profileCalls()) {
            return new Verdict(Optional.of(secondsUntil(profileCalls.end, now)), Optional.empty());
        }
        return new Verdict(Optional.empty(), rate);
    }

    private static Window add(Map<String, Window> windows, String appId, int units, Instant now, Instant newEnd) {
        return windows.merge(appId, new Window(newEnd, units), (present, fresh) -> present.plus(units, now, newEnd));
    }

    private Rate rate(Window minute, Instant now) {
        int remaining = (int) Math.max(0, limits.unitsPerMinute() - minute.used);
        return new Rate(limits.unitsPerMinute(), remaining, secondsUntil(minute.end, now));
    }

    /** Whole seconds, at least one. */
    private static Duration secondsUntil(Instant end, Instant now) {
        return Duration.ofSeconds(
                Math.max(1, Math.ceilDiv(Duration.between(now, end).toMillis(), 1000L)));
    }
}
