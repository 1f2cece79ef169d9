package io.photosync.detect;

import io.photosync.detect.RemovalOrder.Action;
import io.photosync.detect.RemovalState.Underway;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sees to what operators want done with removals that are held back, until it is done with all whom it is about. */
@ApplicationScoped
class RemovalOrders {
    private static final Logger LOG = Logger.getLogger(RemovalOrders.class);

    private final Removals removals;
    private final Confirmation confirmation;
    private final RemovalJournal journal;
    private final Ledger ledger;

    RemovalOrders(Removals removals, Confirmation confirmation, RemovalJournal journal, Ledger ledger) {
        this.removals = removals;
        this.confirmation = confirmation;
        this.journal = journal;
        this.ledger = ledger;
    }

    /** The state after that; those who are released are asked for elsewhere. */
    RemovalState seeTo(RemovalState before, Watch watch) throws NotWritten, InterruptedException {
        RemovalState state = takeUp(before);
        if (state.underway().isEmpty()) {
            return state;
        }
        Underway underway = state.underway().get();
        List<Suspect> ordered = OrderedPeople.of(state.underway(), removals.all(), watch.whole(), confirmation::passed)
                .ordered();
        journal.ordered(ordered, underway.order());
        if (underway.order().action() == Action.REFUSE) {
            refuse(ordered, underway.order());
            return watch.whole().isPresent() ? state.left(0).open() : state;
        }
        // Until everybody has been seen, those who are not found yet count too.
        return watch.whole().isPresent() ? state.left(ordered.size()) : state;
    }

    private RemovalState takeUp(RemovalState state) {
        Optional<RemovalOrder> order =
                RemovalOrder.read(ledger).filter(given -> !state.order().equals(Optional.of(given.id())));
        if (order.isEmpty()) {
            return state;
        }
        RemovalOrder given = order.get();
        if (!state.waits(given)) {
            LOG.infof("nothing is held back any more, order=%s by=%s", given.action(), given.by());
            return state.seenTo(given.id());
        }
        LOG.infof("removals order=%s by=%s people=%d", given.action(), given.by(), removals.size());
        return state.takenUp(given, removals.size());
    }

    private void refuse(List<Suspect> ordered, RemovalOrder order) throws NotWritten, InterruptedException {
        for (Suspect suspect : ordered) {
            confirmation.refuse(suspect, order);
            removals.done(suspect.userId(), Removals.REFUSED);
        }
    }
}
