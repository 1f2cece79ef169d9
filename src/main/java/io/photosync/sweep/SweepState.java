package io.photosync.sweep;

import io.photosync.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the sweep is: the value under {@value #KEY} in {@code photosync-state}, written by the leader every few seconds.
 *
 * @param running the round that is under way; absent between two
 * @param last the round that ended last; absent before the first end on this tenant
 * @param backlog how many wait for room in the bulk lane
 * @param fill how far the first fill is, while there is one
 */
public record SweepState(
        Optional<Running> running,
        Optional<Ended> last,
        int backlog,
        Optional<FirstFillProgress> fill,
        Instant savedAt) {
    public static final String KEY = "sweep";

    /**
     * @param number from 1
     * @param position everybody up to this id is done with; the empty string at the beginning
     * @param looked how many that are
     * @param live changes that went into the live lane; {@code bulk} likewise, or wait for room in it
     * @param failed people of whom Graph gave no answer; the next round asks anew
     * @param unanswered why; absent in records of before that was kept
     */
    public record Running(
            long number,
            Instant startedAt,
            String position,
            int looked,
            int of,
            int live,
            int bulk,
            int failed,
            long requests,
            Optional<MissingAnswers> unanswered) {

        static Running begin(long number, Instant now, int people) {
            return new Running(number, now, "", 0, people, 0, 0, 0, 0, Optional.empty());
        }

        /** The same where a clock that went wrong put its begin into the future: its batches would wait for that. */
        Running notAfter(Instant now) {
            return startedAt.isAfter(now)
                    ? new Running(number, now, position, looked, of, live, bulk, failed, requests, unanswered)
                    : this;
        }

        /** @param before how the round before ended */
        Ended end(Optional<Ended> before, Instant now) {
            PassAnswers answers =
                    PassAnswers.of(of, unanswered.orElse(MissingAnswers.NONE), before.flatMap(Ended::answers), now);
            return new Ended(number, startedAt, now, of, live + bulk, failed, requests, Optional.of(answers));
        }
    }

    /**
     * @param found changes, whichever lane they went into
     * @param answers of whom Graph said nothing; absent in records of before that was kept
     */
    public record Ended(
            long number,
            Instant startedAt,
            Instant endedAt,
            int users,
            int found,
            int failed,
            long requests,
            Optional<PassAnswers> answers) {

        public Duration took() {
            return Duration.between(startedAt, endedAt);
        }
    }

    /** The latest that this replica knows; empty before the first. */
    public static Optional<SweepState> of(Ledger ledger) {
        return ledger.state(KEY, SweepState.class);
    }
}
