package io.photosync.subscription;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Limits how often a lost subscription is created again: repeated loss within a short time means that Graph's answers
 * are unreliable. Not thread-safe.
 */
final class CreationLimit {
    private static final int MAX_CREATED = 3;
    private static final Duration WITHIN = Duration.ofHours(1);

    private final Clock clock;
    /** Times of the last creations, oldest first. */
    private final Deque<Instant> creations = new ArrayDeque<>();

    CreationLimit(Clock clock) {
        this.clock = clock;
    }

    void created() {
        creations.addLast(clock.instant());
    }

    /** @throws MicrosoftCallException when too many were created lately; asks to wait until the first counts no more */
    void check() throws MicrosoftCallException {
        Instant now = clock.instant();
        creations.removeIf(at -> !at.plus(WITHIN).isAfter(now));
        if (creations.size() < MAX_CREATED) {
            return;
        }
        Instant first = creations.getFirst();
        String detail = ObservedSubscriptions.UNRELIABLE
                + "%d subscriptions were created since %s, and Graph knows none of them"
                        .formatted(creations.size(), first);
        Failure failure = Failure.unreadable(MicrosoftService.GRAPH, "subscriptions-vanish", detail)
                .askingFor(Optional.of(Duration.between(now, first.plus(WITHIN))));
        throw new MicrosoftCallException(failure);
    }
}
