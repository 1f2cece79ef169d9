package io.photosync.detect;

import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Sees to the people whose photo seems to be gone: lets removals pass, holds them back, does what operators decide. */
@ApplicationScoped
class RemovalDuty implements Duty {
    private static final Logger LOG = Logger.getLogger(RemovalDuty.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** To go through all suspects of an incident takes a while. */
    private static final Duration LOOK_AT_MANY = Duration.ofSeconds(5);

    private static final int MANY = 1_000;

    private final Removals removals;
    private final Confirmation confirmation;
    private final RemovalOrders orders;
    private final SecondAnswers answers;
    private final RemovalRules rules;
    private final RemovalJournal journal;
    private final Ledger ledger;
    private final Clock clock;
    private Instant kept = Instant.EPOCH;

    RemovalDuty(
            Removals removals,
            Confirmation confirmation,
            RemovalOrders orders,
            SecondAnswers answers,
            RemovalRules rules,
            RemovalJournal journal,
            Ledger ledger,
            Clock clock) {
        this.removals = removals;
        this.confirmation = confirmation;
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
    public void run(Term term) throws NotWritten, InterruptedException {
        removals.forget();
        // Not since the term began: a duty that broke off and begins anew has forgotten everybody, too.
        Watch watch = rules.watch(clock.instant());
        RemovalState written = RemovalState.read(ledger);
        RemovalState state = written.notAfter(clock.instant());
        while (true) {
            Thread.sleep(removals.size() > MANY ? LOOK_AT_MANY : LOOK);
            state = turn(state, watch);
            if (worthKeeping(written, state)) {
                tell(written, state);
                term.write(RemovalState.KEY, state);
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

    private RemovalState turn(RemovalState before, Watch watch) throws NotWritten, InterruptedException {
        removals.readNotes();
        for (Suspect suspect : removals.all()) {
            if (!confirmation.stands(suspect)) {
                removals.done(suspect.userId(), Removals.CLEARED);
            }
        }
        if (!rules.apply()) {
            return before;
        }
        watch.look(SweepState.of(ledger), clock.instant());
        RemovalState state = orders.seeTo(before, watch);
        if (state.refusing()) {
            return state;
        }
        OrderedPeople people = OrderedPeople.of(state.underway(), removals.all(), watch.whole(), confirmation::passed);
        List<String> names =
                people.others().stream().map(Suspect::userPrincipalName).toList();
        RemovalState judged = rules.guard().judge(state, names, rules.shown(), watch.since(), clock.instant());
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
