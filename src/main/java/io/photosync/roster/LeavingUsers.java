package io.photosync.roster;

import io.photosync.event.JournalEntry;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Marks leavers as gone, or holds them while there are too many, and applies operators' decisions. The leavers are
 * marked in the roster, so the next leader continues from there.
 */
final class LeavingUsers {
    private static final Logger LOG = Logger.getLogger(LeavingUsers.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final LeavingGuard guard;
    private final RosterWriter rosterWriter;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    LeavingUsers(LeavingGuard guard, RosterWriter rosterWriter, Ledger ledger, TopicWriter writer, Clock clock) {
        this.guard = guard;
        this.rosterWriter = rosterWriter;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Decides about the current leavers. Call it only after complete reads of directory and groups: before, their
     * number is not known.
     */
    void evaluate(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        LeavingState before = LeavingState.read(ledger);
        Map<String, RosterEntry> leavers = usersWhere(LeavingGuard::undecided);
        LeavingState after = guard.evaluate(before, leavers.values(), managed(), clock.instant());
        if (after.hold().isEmpty()) {
            change(leavers, RosterEntryChanges::left);
        }
        if (!after.equals(before)) {
            leaderTerm.write(StateKey.LEAVING, after);
            // Afterwards: where Kafka refused it, it is decided again, and told once.
            logChange(before, after);
            journalHold(leavers, before, after);
        }
    }

    /** Waits, and applies operators' decisions meanwhile. */
    void awaitDecisions(LeaderTerm leaderTerm, Duration wait) throws WriteFailedException, InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, POLL_INTERVAL.toNanos())));
            LeavingState state = LeavingState.read(ledger);
            Optional<LeavingDecision> order = LeavingDecision.open(ledger, state);
            if (order.isPresent()) {
                apply(order.get());
                leaderTerm.write(StateKey.LEAVING, state.applied(order.get().id()));
                evaluate(leaderTerm);
            }
        }
    }

    /** Users who began to leave after the decision are evaluated on their own. */
    private void apply(LeavingDecision order) throws WriteFailedException, InterruptedException {
        Map<String, RosterEntry> meant =
                usersWhere(entry -> entry.leaving().filter(order::means).isPresent());
        switch (order.action()) {
            case RELEASE -> change(meant, RosterEntryChanges::left);
            case REFUSE -> change(meant, entry -> entry.leaving(entry.leaving().map(RosterEntry.Leaving::refuse)));
        }
        writer.journal(meant.keySet(), order.entry());
        LOG.infof("leaving decision applied decision=%s by=%s count=%d", order.action(), order.by(), meant.size());
    }

    private void change(Map<String, RosterEntry> users, UnaryOperator<RosterEntry> change)
            throws WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(rosterWriter);
        users.keySet()
                .forEach(id -> changes.change(
                        id, entry -> entry.map(now -> now.leaving().isPresent() ? change.apply(now) : now)));
        changes.flush();
    }

    private void journalHold(Map<String, RosterEntry> leavers, LeavingState before, LeavingState after) {
        if (before.hold().isEmpty() && after.hold().isPresent()) {
            JournalEntry held = JournalEntry.of(
                    Decision.HELD,
                    clock.instant(),
                    "too many users leave at once, held since "
                            + after.hold().get().since());
            writer.journal(leavers.keySet(), held);
        }
    }

    private static void logChange(LeavingState before, LeavingState after) {
        if (before.hold().isEmpty() && after.hold().isPresent()) {
            LOG.warnf(
                    "leavers held count=%d: more users than allowed seem to have left the tenant or the scope at once; an"
                            + " operator may release or refuse them",
                    after.hold().get().people());
        } else if (before.hold().isPresent() && after.hold().isEmpty()) {
            LOG.info("leavers no longer held");
        }
    }

    private Map<String, RosterEntry> usersWhere(Predicate<RosterEntry> which) {
        return ledger.roster().entrySet().stream()
                .filter(user -> which.test(user.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int managed() {
        return (int)
                ledger.roster().values().stream().filter(RosterEntry::managed).count();
    }
}
