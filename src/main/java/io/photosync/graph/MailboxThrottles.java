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
 * Tells a mailbox that is throttled from a Graph that throttles us. Photos are metered per app <i>and mailbox</i>
 * (https://learn.microsoft.com/graph/throttling-limits), and another program may be at work in that mailbox: its 429 says nothing about
 * anybody else's photo. Believed of a few mailboxes at a time, and of the same one again only if others were answered meanwhile.
 * Thread-safe.
 */
@Startup
@Singleton
final class MailboxThrottles {
    /** More that are throttled at once, each for the first time, and it is Graph. */
    static final int AT_ONCE = 3;

    /** How many are remembered; the oldest is forgotten. */
    private static final int REMEMBERED = 1_000;
    /** How long after its wait: the next throttle is a new story then. */
    private static final Duration MEMORY = Duration.ofHours(2);

    private final Map<String, Throttled> mailboxes = new LinkedHashMap<>();
    /** When the last request was sent that was answered. */
    private Instant answeredOne = Instant.MIN;

    /**
     * @param at when Graph said so
     * @param until it asked to be left alone about this mailbox
     * @param alone whether others were answered between two throttles of this mailbox
     */
    private record Throttled(Instant at, Instant until, boolean alone) {}

    MailboxThrottles(MeterRegistry meters, Clock clock) {
        Gauge.builder("photosync.mailboxes.throttled", this, all -> all.waiting(clock.instant()))
                .description("Mailboxes that Graph asked to be left alone about, while it answers for others")
                .register(meters);
    }

    /** Whom a throttle concerns. */
    enum Whose {
        MAILBOX,
        EVERYBODY
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
    synchronized Whose throttled(String userId, Instant sent, Duration wait, Instant now) {
        mailboxes.values().removeIf(old -> old.until().plus(MEMORY).isBefore(now));
        // Two requests about one mailbox that were under way at once were throttled once.
        Optional<Throttled> before =
                Optional.ofNullable(mailboxes.remove(userId)).filter(last -> sent.isAfter(last.at()));
        boolean othersAnswered =
                before.filter(last -> answeredOne.isAfter(last.at())).isPresent();
        boolean alone = othersAnswered || before.filter(Throttled::alone).isPresent();
        mailboxes.put(userId, new Throttled(now, now.plus(wait), alone));
        forgetTheOldest();
        if (before.isPresent() && !othersAnswered) {
            return Whose.EVERYBODY;
        }
        return alone || undecided(now) <= AT_ONCE ? Whose.MAILBOX : Whose.EVERYBODY;
    }

    /** What is left of the wait that Graph asked for about that mailbox. */
    synchronized Optional<Duration> left(String userId, Instant now) {
        return Optional.ofNullable(mailboxes.get(userId))
                .map(Throttled::until)
                .filter(now::isBefore)
                .map(until -> Duration.between(now, until));
    }

    /** How many mailboxes are left alone now. */
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
