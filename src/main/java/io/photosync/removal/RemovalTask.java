package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.sweep.SweepState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Sees to the people whose photo seems to be gone: lets removals pass, holds them back, does what operators decide. */
@ApplicationScoped
class RemovalTask implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(RemovalTask.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** To go through all suspects of an incident takes a while. */
    private static final Duration LOOK_AT_MANY = Duration.ofSeconds(5);

    private static final int MANY = 1_000;

    private final RemovalCandidates removalCandidates;
    private final RemovalConfirmation removalConfirmation;
    private final OperatorDecisionHandler orders;
    private final SecondAnswers answers;
    private final RemovalPolicy rules;
    private final RemovalJournal journal;
    private final Ledger ledger;
    private final Clock clock;
    private Instant kept = Instant.EPOCH;

    RemovalTask(
            RemovalCandidates removalCandidates,
            RemovalConfirmation removalConfirmation,
            OperatorDecisionHandler orders,
            SecondAnswers answers,
            RemovalPolicy rules,
            RemovalJournal journal,
            Ledger ledger,
            Clock clock) {
        this.removalCandidates = removalCandidates;
        this.removalConfirmation = removalConfirmation;
        this.orders = orders;
        this.answers = answers;
        this.rules = rules;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "removals";
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        removalCandidates.forget();
        // Not since the term began: a duty that broke off and begins anew has forgotten everybody, too.
        ObservationWindow observationWindow = rules.watch(clock.instant());
        RemovalState written = RemovalState.read(ledger);
        RemovalState state = written.notAfter(clock.instant());
        while (true) {
            Thread.sleep(removalCandidates.size() > MANY ? LOOK_AT_MANY : LOOK);
            state = turn(state, observationWindow);
            if (worthKeeping(written, state)) {
                tell(written, state);
                leaderTerm.write(RemovalState.KEY, state);
                written = state;
            }
        }
    }

    /** The number of those held back changes with each answer of an incident; who looks sees it soon enough. */
    private boolean worthKeeping(RemovalState before, RemovalState now) {
        if (before.equals(now)) {
            return false;
        }
        boolean more = before.hold().isPresent() && now.hold().isPresent();
        Instant time = clock.instant();
        if (more
                && before.order().equals(now.order())
                && before.underway().equals(now.underway())
                && kept.plus(LOOK_AT_MANY).isAfter(time)) {
            return false;
        }
        kept = time;
        return true;
    }

    private RemovalState turn(RemovalState before, ObservationWindow observationWindow)
            throws WriteFailedException, InterruptedException {
        removalCandidates.readNotes();
        for (RemovalCandidate removalCandidate : removalCandidates.all()) {
            if (!removalConfirmation.stands(removalCandidate)) {
                removalCandidates.done(removalCandidate.userId(), RemovalCandidates.CLEARED);
            }
        }
        if (!rules.apply()) {
            return before;
        }
        observationWindow.look(SweepState.of(ledger), clock.instant());
        RemovalState state = orders.seeTo(before, observationWindow);
        if (state.refusing()) {
            return state;
        }
        CandidateGroups people = CandidateGroups.of(
                state.underway(), removalCandidates.all(), observationWindow.whole(), removalConfirmation::passed);
        List<String> names = people.others().stream()
                .map(RemovalCandidate::userPrincipalName)
                .toList();
        RemovalState judged =
                rules.guard().judge(state, names, rules.shown(), observationWindow.since(), clock.instant());
        journal.judged(judged, people.others());
        return answers.get(judged, people);
    }

    private static void tell(RemovalState before, RemovalState now) {
        if (before.hold().isEmpty() && now.hold().isPresent()) {
            LOG.warnf(
                    "removals are held back: %d people seem to have no photo any more; an operator may release or refuse them",
                    now.hold().get().people());
        } else if (before.hold().isPresent() && now.hold().isEmpty()) {
            LOG.info("removals are not held back any more");
        }
    }
}
