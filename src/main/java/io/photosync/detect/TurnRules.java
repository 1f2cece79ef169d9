package io.photosync.detect;

import io.photosync.budget.Failure;
import io.photosync.exchange.PhotoAnswer;
import java.time.Duration;
import java.time.Instant;

/** What an answer about one person of a batch means for the round. No failure ever means "no photo". */
final class TurnRules {
    /** Outlook serves a few of a batch's requests and throttles the others, which says nothing about their people. */
    private static final int THROTTLED_AT_MOST = 20;

    private static final int FAILED_AT_MOST = 4;
    /** Whoever is to be left alone for longer has another turn in the next round. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private TurnRules() {}

    static Verdict of(Turn turn, PhotoAnswer answer, Instant now) {
        return switch (answer) {
            case PhotoAnswer.Known known -> new Verdict.Seen(known.state());
            case PhotoAnswer.Failed failed -> failed(turn, failed.failure(), now);
        };
    }

    static Verdict failed(Turn turn, Failure failure, Instant now) {
        Duration wait = failure.retryAfter().orElse(Duration.ofSeconds(1L << Math.min(turn.tries(), 5)));
        boolean more = turn.tries() + 1 < tries(failure) && wait.compareTo(LONGEST_WAIT) <= 0;
        return more ? new Verdict.Again(now.plus(wait)) : new Verdict.GivenUp(failure);
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
