package io.photosync.graph;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a throttled mailbox from a Graph that throttles the app. Photos are metered per app <i>and mailbox</i>
 * (https://learn.microsoft.com/graph/throttling-limits), and another program may be at work in that mailbox: its 429
 * says nothing about other users' photos. Assumed for a few mailboxes at a time, and for the same one again only if
 * others were answered meanwhile. Thread-safe.
 */
@Startup
@Singleton
final class MailboxThrottles {
    /** With more mailboxes throttled concurrently, each for the first time, Graph throttles the app. */
    static final int AT_ONCE = 3;

    /** How many are remembered; the oldest is forgotten. */
    private static final int REMEMBERED = 1_000;
    /** How long a throttle is remembered after its wait; the next one then counts as a first. */
    private static final Duration MEMORY = Duration.ofHours(2);

    private final Map<String, Throttled> mailboxes = new LinkedHashMap<>();
    /** Send time of the last request that was answered. */
    private Instant answeredOne = Instant.MIN;

    /**
     * @param at time of Graph's answer
     * @param until end of the wait that Graph asked for
     * @param alone whether others were answered between two throttles of this mailbox
     */
    private record Throttled(Instant at, Instant until, boolean alone) {}

    MailboxThrottles(MeterRegistry meters, Clock clock) {
        Gauge.builder("photosync.mailboxes.throttled", this, all -> all.waiting(clock.instant()))
                .description("Mailboxes that Graph throttles while it answers for others")
                .register(meters);
    }

    /** What a throttle applies to. */
    enum ThrottleScope {
        MAILBOX,
        APP
    }

    /** Graph answered about that mailbox's photo. */
    synchronized void answered(String userId, Instant sent) {
        mailboxes.remove(userId);
        answeredOne = sent.isAfter(answeredOne) ? sent : answeredOne;
    }

    /**
     * @param sent when the throttled request was sent
     * @param wait as Graph asked for
     */
    synchronized ThrottleScope throttled(String userId, Instant sent, Duration wait, Instant now) {
        mailboxes.values().removeIf(old -> old.until().plus(MEMORY).isBefore(now));
        // Two concurrent requests about one mailbox count as one throttle.
        Optional<Throttled> before =
                Optional.ofNullable(mailboxes.remove(userId)).filter(last -> sent.isAfter(last.at()));
        boolean othersAnswered =
                before.filter(last -> answeredOne.isAfter(last.at())).isPresent();
        boolean alone = othersAnswered || before.filter(Throttled::alone).isPresent();
        mailboxes.put(userId, new Throttled(now, now.plus(wait), alone));
        forgetTheOldest();
        if (before.isPresent() && !othersAnswered) {
            return ThrottleScope.APP;
        }
        return alone || undecided(now) <= AT_ONCE ? ThrottleScope.MAILBOX : ThrottleScope.APP;
    }

    /** The rest of the wait that Graph asked for about that mailbox. */
    synchronized Optional<Duration> left(String userId, Instant now) {
        return Optional.ofNullable(mailboxes.get(userId))
                .map(Throttled::until)
                .filter(now::isBefore)
                .map(until -> Duration.between(now, until));
    }

    /** Number of mailboxes whose wait is not over. */
    synchronized long waiting(Instant now) {
        return mailboxes.values().stream()
                .filter(one -> now.isBefore(one.until()))
                .count();
    }

    private long undecided(Instant now) {
        return mailboxes.values().stream()
                .filter(one -> !one.alone() && now.isBefore(one.until()))
                .count();
    }

    private void forgetTheOldest() {
        if (mailboxes.size() > REMEMBERED) {
            mailboxes.remove(mailboxes.keySet().iterator().next());
        }
    }
}
