package io.photosync.sweep;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Progress of the sweep: the value under {@code sweep} in {@code photosync-state}, written by the leader every few
 * seconds.
 *
 * @param running the pass that is running; absent between two passes
 * @param last the pass that ended last; absent during the first pass on this tenant
 * @param backlog how many users wait for room in the bulk lane
 * @param fill progress of the first fill, while there is one
 */
public record SweepState(
        Optional<Running> running,
        Optional<Ended> last,
        int backlog,
        Optional<FirstFillProgress> fill,
        Instant savedAt) {

    /**
     * @param number from 1
     * @param position all users up to this id are completed; the empty string at the start
     * @param looked how many users that are; {@code of} how many the pass has
     * @param live changes that went into the live lane; {@code bulk} into the bulk lane or its backlog
     * @param failed users for whom Graph gave no answer; the next pass asks again
     * @param unanswered why; absent in records of older versions
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

        static Running begin(long number, Instant now, int users) {
            return new Running(number, now, "", 0, users, 0, 0, 0, 0, Optional.empty());
        }

        /** Corrects a start that a wrong clock put into the future: the batches would wait for it. */
        Running notAfter(Instant now) {
            return startedAt.isAfter(now)
                    ? new Running(number, now, position, looked, of, live, bulk, failed, requests, unanswered)
                    : this;
        }

        /** @param before how the previous pass ended */
        Ended end(Optional<Ended> before, Instant now) {
            PassAnswers answers =
                    PassAnswers.of(of, unanswered.orElse(MissingAnswers.NONE), before.flatMap(Ended::answers), now);
            return new Ended(number, startedAt, now, of, live + bulk, failed, requests, Optional.of(answers));
        }
    }

    /**
     * @param found changes, in whichever lane
     * @param answers users without an answer from Graph; absent in records of older versions
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
        return ledger.state(StateKey.SWEEP, SweepState.class);
    }
}
