package io.photosync.sweep;

import io.photosync.call.Failure;
import io.photosync.graph.PhotoAnswer;
import java.time.Duration;
import java.time.Instant;

/** What an answer about one person of a batch means for the round. No failure ever means "no photo". */
final class SweepItemRules {
    /** Outlook serves a few of a batch's requests and throttles the others, which says nothing about their people. */
    private static final int THROTTLED_AT_MOST = 20;

    private static final int FAILED_AT_MOST = 4;
    /** Whoever is to be left alone for longer has another turn in the next round. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private SweepItemRules() {}

    static SweepItemResult of(SweepItem sweepItem, PhotoAnswer answer, Instant now) {
        return switch (answer) {
            case PhotoAnswer.Known known -> new SweepItemResult.Seen(known.state());
            case PhotoAnswer.Failed failed -> failed(sweepItem, failed.failure(), now);
        };
    }

    static SweepItemResult failed(SweepItem sweepItem, Failure failure, Instant now) {
        Duration wait = failure.retryAfter().orElse(Duration.ofSeconds(1L << Math.min(sweepItem.tries(), 5)));
        boolean more = sweepItem.tries() + 1 < tries(failure) && wait.compareTo(LONGEST_WAIT) <= 0;
        return more ? new SweepItemResult.Again(now.plus(wait)) : new SweepItemResult.GivenUp(failure);
    }

    private static int tries(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED, USER_THROTTLED -> THROTTLED_AT_MOST;
            case SERVER_ERROR, UNREACHABLE, UNAUTHORIZED, UNREADABLE -> FAILED_AT_MOST;
            // The same request would be refused again.
            case FORBIDDEN, REFUSED -> 1;
        };
    }
}
