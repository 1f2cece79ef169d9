package io.photosync.roster;

import io.photosync.event.JournalEntry;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Lets those go who are about to leave, or holds them while they are too many, and does what operators decide. The roster's entries
 * say who they are, so the next leader goes on where this one was.
 */
final class LeavingUsers {
    private static final Logger LOG = Logger.getLogger(LeavingUsers.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final LeavingGuard guard;
    private final RosterWriter book;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    LeavingUsers(LeavingGuard guard, RosterWriter book, Ledger ledger, TopicWriter writer, Clock clock) {
        this.guard = guard;
        this.book = book;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** Asked when directory and groups have been read to their ends: only then is it known how many there are. */
    void judge(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        LeavingState before = LeavingState.read(ledger);
        Map<String, RosterEntry> leavers = people(LeavingGuard::undecided);
        LeavingState after = guard.judge(before, leavers.values(), lookedAfter(), clock.instant());
        if (after.hold().isEmpty()) {
            change(leavers, RosterEntryChanges::left);
        } else {
            journal(leavers, before, after);
        }
        if (!after.equals(before)) {
            tell(before, after);
            leaderTerm.write(LeavingState.KEY, after);
        }
    }

    /** Sleeps so long, and sees to what operators want meanwhile. */
    void awaitOrders(LeaderTerm leaderTerm, Duration wait) throws WriteFailedException, InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            LeavingState state = LeavingState.read(ledger);
            Optional<LeavingDecision> order = LeavingDecision.open(ledger, state);
            if (order.isPresent()) {
                carryOut(order.get());
                leaderTerm.write(LeavingState.KEY, state.seenTo(order.get().id()));
                judge(leaderTerm);
            }
        }
    }

    /** Whoever was seen to leave after the order is judged by themselves. */
    private void carryOut(LeavingDecision order) throws WriteFailedException, InterruptedException {
        Map<String, RosterEntry> meant = people(entry ->
                entry.leaving().filter(by -> !by.since().isAfter(order.at())).isPresent());
        switch (order.action()) {
            case RELEASE -> change(meant, RosterEntryChanges::left);
            case REFUSE -> change(meant, entry -> entry.leaving(entry.leaving().map(RosterEntry.Leaving::refuse)));
        }
        meant.keySet().forEach(userId -> writer.journal(userId, order.entry()));
        LOG.infof("people who leave order=%s by=%s people=%d", order.action(), order.by(), meant.size());
    }

    private void change(Map<String, RosterEntry> people, UnaryOperator<RosterEntry> change)
            throws WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(book);
        people.keySet()
                .forEach(id -> changes.change(
                        id, entry -> entry.map(now -> now.leaving().isPresent() ? change.apply(now) : now)));
        changes.flush();
    }

    private void journal(Map<String, RosterEntry> leavers, LeavingState before, LeavingState after) {
        Instant since = after.hold().orElseThrow().since();
        if (before.hold().isEmpty()) {
            JournalEntry held = JournalEntry.of(
                    Decision.HELD, clock.instant(), "too many people leave at once, held since " + since);
            leavers.keySet().forEach(userId -> writer.journal(userId, held));
        }
    }

    private static void tell(LeavingState before, LeavingState after) {
        if (before.hold().isEmpty() && after.hold().isPresent()) {
            LOG.warnf(
                    "%d people seem to have left the tenant or the scope at once and are held; an operator may release or refuse them",
                    after.hold().get().people());
        } else if (before.hold().isPresent() && after.hold().isEmpty()) {
            LOG.info("nobody is held any more who left");
        }
    }

    private Map<String, RosterEntry> people(Predicate<RosterEntry> which) {
        return ledger.roster().entrySet().stream()
                .filter(person -> which.test(person.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int lookedAfter() {
        return (int)
                ledger.roster().values().stream().filter(RosterEntry::managed).count();
    }
}
