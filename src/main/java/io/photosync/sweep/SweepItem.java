package io.photosync.sweep;

import io.photosync.call.Backoff;
import io.photosync.call.Failure;
import io.photosync.graph.PhotoAnswer;
import io.photosync.graph.PhotoState;
import java.time.Duration;
import java.time.Instant;

/**
 * One user of a pass, and what Graph's answer about them means for the pass. No failure ever means "no photo".
 *
 * @param place in the pass, from 0
 * @param attempt how many requests for this user failed in this pass so far
 */
record SweepItem(int place, String userId, int attempt) {
    /** Outlook serves some of a batch's requests and throttles the others, which says nothing about their users. */
    private static final int MAX_THROTTLED_ATTEMPTS = 20;

    private static final int MAX_FAILED_ATTEMPTS = 4;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(32));
    /** A user who must wait longer than this is left to the next pass. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** What follows from an answer. */
    sealed interface Result {

        /** Graph gave the state of the photo. */
        record Answered(PhotoState state) implements Result {}

        /** No usable answer; ask again in this pass, not before {@code due}. */
        record Retry(Instant due) implements Result {}

        /** No usable answer after all attempts; the next pass asks again. */
        record GivenUp(Failure reason) implements Result {}
    }

    SweepItem nextAttempt() {
        return new SweepItem(place, userId, attempt + 1);
    }

    Result result(PhotoAnswer answer, Instant now) {
        return switch (answer) {
            case PhotoAnswer.Known known -> new Result.Answered(known.state());
            case PhotoAnswer.Failed failed -> failed(failed.failure(), now);
        };
    }

    Result failed(Failure failure, Instant now) {
        Duration wait = failure.retryAfter().orElseGet(() -> BACKOFF.after(attempt + 1));
        boolean retry = attempt + 1 < maxAttempts(failure) && wait.compareTo(LONGEST_WAIT) <= 0;
        return retry ? new Result.Retry(now.plus(wait)) : new Result.GivenUp(failure);
    }

    private static int maxAttempts(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED, USER_THROTTLED -> MAX_THROTTLED_ATTEMPTS;
            case SERVER_ERROR, UNREACHABLE, UNAUTHORIZED, UNREADABLE -> MAX_FAILED_ATTEMPTS;
            // The same request would be refused again.
            case FORBIDDEN, REFUSED -> 1;
        };
    }
}
