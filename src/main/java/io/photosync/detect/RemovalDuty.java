package io.photosync.detect;

import io.photosync.detect.RemovalOrder.Action;
import io.photosync.detect.RemovalState.Hold;
import io.photosync.detect.RemovalState.Released;
import io.photosync.detect.Removals.Suspect;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Sees to the people whose photo seems to be gone: lets removals pass, holds them back, does what operators decide. */
@ApplicationScoped
class RemovalDuty implements Duty {
    private static final Logger LOG = Logger.getLogger(RemovalDuty.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** To go through all suspects of an incident takes a while. */
    private static final Duration LOOK_AT_MANY = Duration.ofSeconds(5);

    private static final int MANY = 1_000;
    /** So many second answers before what passed is kept. */
    private static final int AT_ONCE = 10;

    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Removals removals;
    private final SuspectNotes notes;
    private final Confirmation confirmation;
    private final RemovalRules rules;
    private final Ledger ledger;
    private final Clock clock;
    private Instant kept = Instant.EPOCH;

    RemovalDuty(
            Removals removals,
            SuspectNotes notes,
            Confirmation confirmation,
            RemovalRules rules,
            Ledger ledger,
            Clock clock) {
        this.removals = removals;
        this.notes = notes;
        this.confirmation = confirmation;
        this.rules = rules;
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
        RemovalState state = RemovalState.read(ledger);
        RemovalState written = state;
        while (true) {
            Thread.sleep(removals.size() > MANY ? LOOK_AT_MANY : LOOK);
            state = turn(state, term);
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
                && kept.plus(LOOK_AT_MANY).isAfter(time)) {
            return false;
        }
        kept = time;
        return true;
    }

    private RemovalState turn(RemovalState before, Term term) throws NotWritten, InterruptedException {
        for (String userId : removals.takeClearedNotes()) {
            notes.erase(userId);
        }
        List<Suspect> noted = notes.all();
        noted.forEach(removals::add);
        Set<String> stillNoted = noted.stream().map(Suspect::userId).collect(Collectors.toSet());
        for (Suspect suspect : removals.all()) {
            // Whoever follows a hint and sees a photo erases the note.
            boolean erased = suspect.noted() && !stillNoted.contains(suspect.userId());
            if (erased || !confirmation.stands(suspect)) {
                end(suspect, "cleared");
            }
        }
        if (!rules.apply()) {
            return before;
        }
        RemovalState state = obey(before);
        List<String> names =
                removals.all().stream().map(Suspect::userPrincipalName).toList();
        RemovalState judged = rules.guard().judge(state, names, rules.shown(), term.since(), clock.instant());
        return judged.hold().isPresent() ? judged : confirmDue(judged);
    }

    private RemovalState confirmDue(RemovalState state) throws NotWritten, InterruptedException {
        Instant due = clock.instant().minus(rules.confirmAfter());
        List<Suspect> ready = removals.all().stream()
                .filter(suspect ->
                        !suspect.first().isAfter(due) && !suspect.askFrom().isAfter(clock.instant()))
                .limit(AT_ONCE)
                .toList();
        RemovalState now = state;
        for (Suspect suspect : ready) {
            switch (confirmation.ask(suspect)) {
                case REMOVED -> {
                    now = rules.guard().passed(now, clock.instant());
                    end(suspect, "confirmed");
                }
                case CLEARED -> end(suspect, "cleared");
                case NONE -> removals.later(suspect, clock.instant().plus(ASK_AGAIN));
                case NOT_NOW -> {
                    return now;
                }
            }
        }
        return now;
    }

    private RemovalState obey(RemovalState state) throws NotWritten, InterruptedException {
        Optional<RemovalOrder> order =
                RemovalOrder.read(ledger).filter(given -> !state.order().equals(Optional.of(given.id())));
        if (order.isEmpty()) {
            return state;
        }
        RemovalOrder given = order.get();
        RemovalState seenTo = state.seenTo(given.id());
        boolean meant =
                state.hold().filter(hold -> !hold.since().isAfter(given.at())).isPresent();
        if (!meant) {
            LOG.infof("nothing is held back any more, order=%s by=%s", given.action(), given.by());
            return seenTo;
        }
        List<Suspect> held = removals.all();
        LOG.infof("removals order=%s by=%s people=%d", given.action(), given.by(), held.size());
        if (given.action() == Action.RELEASE) {
            int people = Math.max(held.size(), state.hold().map(Hold::people).orElse(0));
            return seenTo.released(new Released(
                    people, clock.instant().plus(rules.guard().window().multipliedBy(3))));
        }
        for (Suspect suspect : held) {
            confirmation.refuse(suspect, given);
            end(suspect, "refused");
        }
        return seenTo.open();
    }

    private void end(Suspect suspect, String how) throws NotWritten, InterruptedException {
        notes.erase(suspect.userId());
        removals.done(suspect.userId(), how);
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
