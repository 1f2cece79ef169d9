package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState.Underway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sees to what operators want done with removals that are held back, until it is done with all whom it is about. */
@ApplicationScoped
class OperatorDecisionHandler {
    private static final Logger LOG = Logger.getLogger(OperatorDecisionHandler.class);

    private final RemovalCandidates removalCandidates;
    private final RemovalConfirmation removalConfirmation;
    private final RemovalJournal journal;
    private final Ledger ledger;

    OperatorDecisionHandler(
            RemovalCandidates removalCandidates,
            RemovalConfirmation removalConfirmation,
            RemovalJournal journal,
            Ledger ledger) {
        this.removalCandidates = removalCandidates;
        this.removalConfirmation = removalConfirmation;
        this.journal = journal;
        this.ledger = ledger;
    }

    /** The state after that; those who are released are asked for elsewhere. */
    RemovalState seeTo(RemovalState before, ObservationWindow observationWindow)
            throws WriteFailedException, InterruptedException {
        RemovalState state = takeUp(before);
        if (state.underway().isEmpty()) {
            return state;
        }
        Underway underway = state.underway().get();
        List<RemovalCandidate> ordered = CandidateGroups.of(
                        state.underway(),
                        removalCandidates.all(),
                        observationWindow.whole(),
                        removalConfirmation::passed)
                .ordered();
        journal.ordered(ordered, underway.order());
        if (underway.order().action() == Action.REFUSE) {
            refuse(ordered, underway.order());
            return observationWindow.whole().isPresent() ? state.left(0).open() : state;
        }
        // Until everybody has been seen, those who are not found yet count too.
        return observationWindow.whole().isPresent() ? state.left(ordered.size()) : state;
    }

    private RemovalState takeUp(RemovalState state) {
        Optional<OperatorDecision> order =
                OperatorDecision.read(ledger).filter(given -> !state.order().equals(Optional.of(given.id())));
        if (order.isEmpty()) {
            return state;
        }
        OperatorDecision given = order.get();
        if (!state.waits(given)) {
            LOG.infof("nothing is held back any more, order=%s by=%s", given.action(), given.by());
            return state.seenTo(given.id());
        }
        LOG.infof("removals order=%s by=%s people=%d", given.action(), given.by(), removalCandidates.size());
        return state.takenUp(given, removalCandidates.size());
    }

    private void refuse(List<RemovalCandidate> ordered, OperatorDecision order)
            throws WriteFailedException, InterruptedException {
        for (RemovalCandidate removalCandidate : ordered) {
            removalConfirmation.refuse(removalCandidate, order);
            removalCandidates.done(removalCandidate.userId(), RemovalCandidates.REFUSED);
        }
    }
}
