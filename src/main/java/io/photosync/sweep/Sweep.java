package io.photosync.sweep;

import io.photosync.graph.PhotoState;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Polls every user's photo metadata in successive passes. This, not notifications, guarantees detection. A new leader
 * resumes the previous leader's pass. {@link SweepPass} says what one pass does.
 */
@ApplicationScoped
class Sweep implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    /** Costs no request: the ledger knows. Short, as a first start waits for nothing else. */
    private static final Duration CHECK_FOR_USERS_EVERY = Duration.ofMillis(500);

    private final SweepSettings settings;
    private final SweepUsers users;
    private final PhotoBatchReader reader;
    private final SweepResultHandler results;
    private final SweepCheckpoint checkpoint;
    private final Clock clock;

    /** Six: a pass is put together here from all that it needs. */
    Sweep(
            SweepSettings settings,
            SweepUsers users,
            PhotoBatchReader reader,
            SweepResultHandler results,
            SweepCheckpoint checkpoint,
            Clock clock) {
        this.settings = settings;
        this.users = users;
        this.reader = reader;
        this.results = results;
        this.checkpoint = checkpoint;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        checkpoint.resume(leaderTerm);
        Optional<SweepState> saved = checkpoint.saved();
        Optional<Ended> last = saved.flatMap(SweepState::last);
        Optional<Running> interrupted = saved.flatMap(SweepState::running);
        while (true) {
            awaitUsers(leaderTerm, last);
            if (interrupted.isEmpty()) {
                awaitStart(leaderTerm, last);
            }
            last = Optional.of(pass(leaderTerm, interrupted, last));
            interrupted = Optional.empty();
        }
    }

    /** No pass before the directory was read completely: it would end the first pass too early. */
    private void awaitUsers(LeaderTerm leaderTerm, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        Instant save = clock.instant();
        while (!users.complete()) {
            if (!clock.instant().isBefore(save)) {
                checkpoint.save(leaderTerm, Optional.empty(), last);
                save = clock.instant().plus(SAVE_EVERY);
            }
            Thread.sleep(CHECK_FOR_USERS_EVERY);
        }
    }

    /** Passes start {@code photosync.sweep.every} apart; immediately where the last one took longer. */
    private void awaitStart(LeaderTerm leaderTerm, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        // A wrong clock may have put the last start into the future; without the bound no pass would follow.
        Instant start = last.map(Ended::startedAt)
                .map(at -> (at.isAfter(now) ? now : at).plus(settings.every()))
                .orElse(now);
        for (Instant time = now; time.isBefore(start); time = clock.instant()) {
            checkpoint.save(leaderTerm, Optional.empty(), last);
            Duration left = Duration.between(time, start);
            Thread.sleep(left.compareTo(SAVE_EVERY) < 0 ? left : SAVE_EVERY);
        }
    }

    private Ended pass(LeaderTerm leaderTerm, Optional<Running> interrupted, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        long number = interrupted
                .map(Running::number)
                .orElseGet(() -> last.map(Ended::number).orElse(0L) + 1);
        String[] userIds = users.of(number);
        Running start = interrupted
                .map(running -> running.notAfter(now))
                .orElseGet(() -> Running.begin(number, now, userIds.length));
        LOG.infof("sweep pass=%d started users=%d after=%s", number, userIds.length, start.position());
        SweepPass.Plan plan =
                new SweepPass.Plan(start, userIds, last.isEmpty(), settings.every(), settings.batchesAtOnce());
        Running end = new SweepPass(plan, reader, new Handling(leaderTerm, last), clock).run();
        Ended ended = end.end(last, clock.instant());
        checkpoint.save(leaderTerm, Optional.empty(), Optional.of(ended));
        logEnd(end, ended);
        return ended;
    }

    /** Unanswered users once for each code: the same users may be refused in every pass, and would fill the log. */
    private static void logEnd(Running end, Ended ended) {
        end.unanswered()
                .orElse(MissingAnswers.NONE)
                .byCode()
                .forEach((code, none) -> LOG.warnf(
                        "sweep pass=%d unanswered users=%d code=%s: %s",
                        end.number(), none.users(), code, none.words()));
        LOG.infof(
                "sweep pass=%d ended seconds=%d users=%d changes=%d failures=%d requests=%d",
                ended.number(),
                ended.took().toSeconds(),
                ended.users(),
                ended.found(),
                ended.failed(),
                ended.requests());
    }

    /** Connects a pass to what decides and to what saves. */
    private final class Handling implements PassListener {
        private final LeaderTerm leaderTerm;
        private final Optional<Ended> last;

        private Handling(LeaderTerm leaderTerm, Optional<Ended> last) {
            this.leaderTerm = leaderTerm;
            this.last = last;
        }

        @Override
        public void onPhoto(String userId, PhotoState state, SweepCounters counters)
                throws WriteFailedException, InterruptedException {
            results.handle(userId, state, counters);
        }

        @Override
        public void onProgress(Running running) throws WriteFailedException, InterruptedException {
            checkpoint.save(leaderTerm, Optional.of(running), last);
        }
    }
}
