package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.PhotoEvent;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.sweep.SweepState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Processes removal candidates: confirms them, holds them, or applies an operator's decision. */
@ApplicationScoped
class RemovalTask implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(RemovalTask.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    /** During an incident a turn has many candidates to go through. */
    private static final Duration EVERY_WITH_MANY = Duration.ofSeconds(5);

    private static final int MANY = 1_000;

    private final RemovalCandidates candidates;
    private final OperatorDecisionHandler decisions;
    private final SecondAnswers secondAnswers;
    private final RemovalPolicy policy;
    private final Ledger ledger;
    private final Clock clock;
    private Instant savedAt = Instant.EPOCH;

    /** Six: the four that take part in a turn, and what all of them read. */
    RemovalTask(
            RemovalCandidates candidates,
            OperatorDecisionHandler decisions,
            SecondAnswers secondAnswers,
            RemovalPolicy policy,
            Ledger ledger,
            Clock clock) {
        this.candidates = candidates;
        this.decisions = decisions;
        this.secondAnswers = secondAnswers;
        this.policy = policy;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "removals";
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        candidates.begin(leaderTerm);
        try {
            lead(leaderTerm);
        } finally {
            candidates.end(leaderTerm);
        }
    }

    private void lead(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        // Not since the start of the term: a task that failed and was restarted has forgotten all candidates, too.
        ObservationWindow window = policy.observe(clock.instant());
        RemovalState saved = RemovalState.read(ledger);
        RemovalState state = saved.notAfter(clock.instant());
        while (true) {
            Thread.sleep(candidates.size() > MANY ? EVERY_WITH_MANY : EVERY);
            state = turn(state, window);
            if (worthSaving(saved, state)) {
                log(saved, state);
                leaderTerm.write(StateKey.REMOVALS, state);
                saved = state;
            }
        }
    }

    /**
     * One turn: find the candidates, apply the operator's decision, let the guard hold the rest or not, and ask Graph
     * once more for those who may pass. All steps see the same candidates, though the sweep finds more meanwhile.
     */
    private RemovalState turn(RemovalState before, ObservationWindow window)
            throws WriteFailedException, InterruptedException {
        candidates.syncRecords();
        secondAnswers.dropUnneeded();
        if (!policy.apply()) {
            return before;
        }
        window.update(SweepState.of(ledger), clock.instant());
        RemovalState state = decisions.accept(before);
        CandidateGroups groups =
                CandidateGroups.of(state.underway(), candidates.all(), window.completeSince(), this::published);
        CandidateGroups rest = state.refusing() ? groups.withoutDecided() : groups;
        state = decisions.apply(state, groups, window);
        if (state.refusing()) {
            return state; // Not all whom the refusal covers are found yet; any other candidate may be one of them.
        }
        RemovalState judged =
                policy.guard().decide(state, rest.undecidedNames(), policy.shown(), window.since(), clock.instant());
        RemovalState counted =
                inherited(state, window).map(judged::countingAtLeast).orElse(judged);
        state = rest.newest().map(counted::holdingUntil).orElse(counted);
        candidates.recordHold(state, rest.undecided());
        return secondAnswers.ask(state, rest);
    }

    /**
     * The hold of the leader before, while this one has not seen all users: those whom it has not found yet count too.
     */
    private static Optional<RemovalState.Hold> inherited(RemovalState state, ObservationWindow window) {
        return state.hold()
                .filter(hold -> window.completeSince().isEmpty() && hold.since().isBefore(window.since()));
    }

    /** Whether the removal was published before and is in flight, for longer than is usual. */
    private boolean published(RemovalCandidate candidate) {
        return ledger.of(candidate.userId())
                .onItsWay(Instant.MIN)
                .filter(PhotoEvent::removal)
                .isPresent();
    }

    /** While a hold lasts, its count changes with each answer: those changes are saved every few seconds only. */
    private boolean worthSaving(RemovalState saved, RemovalState now) {
        if (saved.equals(now)) {
            return false;
        }
        Instant time = clock.instant();
        if (saved.hold().isPresent()
                && now.hold().isPresent()
                && saved.order().equals(now.order())
                && saved.underway().equals(now.underway())
                && savedAt.plus(EVERY_WITH_MANY).isAfter(time)) {
            return false;
        }
        savedAt = time;
        return true;
    }

    private static void log(RemovalState before, RemovalState now) {
        if (before.hold().isEmpty() && now.hold().isPresent()) {
            LOG.warnf(
                    "removals held count=%d: more users than allowed seem to have no photo any more; an operator may"
                            + " release or refuse them",
                    now.hold().get().people());
        } else if (before.hold().isPresent() && now.hold().isEmpty()) {
            LOG.info("removals no longer held");
        }
    }
}
