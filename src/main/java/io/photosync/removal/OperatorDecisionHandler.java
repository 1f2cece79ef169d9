package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState.Underway;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Applies the operator's decision on held removals, until all users whom it covers are processed. */
@ApplicationScoped
class OperatorDecisionHandler {
    private static final Logger LOG = Logger.getLogger(OperatorDecisionHandler.class);

    private final RemovalCandidates candidates;
    private final RemovalJournal journal;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    OperatorDecisionHandler(
            RemovalCandidates candidates, RemovalJournal journal, Ledger ledger, LedgerWriter writer, Clock clock) {
        this.candidates = candidates;
        this.journal = journal;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** Returns the state with the decision that was made since the last turn, if there is one. */
    RemovalState accept(RemovalState state) {
        Optional<OperatorDecision> made =
                OperatorDecision.read(ledger).filter(decision -> !state.order().equals(Optional.of(decision.id())));
        if (made.isEmpty()) {
            return state;
        }
        OperatorDecision decision = made.get();
        if (!state.waits(decision)) {
            LOG.infof("decision ignored, no removals held decision=%s by=%s", decision.action(), decision.by());
            return state.ignored(decision.id());
        }
        LOG.infof("decision accepted decision=%s by=%s count=%d", decision.action(), decision.by(), candidates.size());
        return state.accepted(decision, candidates.size());
    }

    /** Returns the state after refusing what the decision refuses. What it releases is still to be confirmed. */
    RemovalState apply(RemovalState state, CandidateGroups groups, ObservationWindow window)
            throws WriteFailedException, InterruptedException {
        if (state.underway().isEmpty()) {
            return state;
        }
        Underway underway = state.underway().get();
        boolean complete = window.completeSince().isPresent();
        journal.decided(groups.decided(), underway.order());
        if (underway.order().action() == Action.REFUSE) {
            for (RemovalCandidate candidate : groups.decided()) {
                refuse(candidate, underway.order());
            }
            return complete ? state.left(0).withoutHold() : state;
        }
        // Until all users have been seen, those who are not found yet count too.
        return complete ? state.left(groups.decided().size()) : state;
    }

    /**
     * Nothing is removed, and the user's photo is not checked for removal until there is another one. If it comes back,
     * it is not written again: the settlement repeats what SharePoint certainly shows.
     */
    private void refuse(RemovalCandidate candidate, OperatorDecision decision)
            throws WriteFailedException, InterruptedException {
        UserState user = ledger.of(candidate.userId());
        Optional<Settlement> last = user.settled();
        Settlement end = Settlement.decided(
                        Settlement.State.DISCARDED,
                        decision.id(),
                        "operator",
                        "removal refused: " + decision.reason(),
                        // It settles what was known then, and nothing that was detected since.
                        candidate.answered(),
                        clock.instant())
                .with(
                        last.flatMap(Settlement::sha256),
                        user.target().fileBaseName(),
                        user.target().knownFiles());
        writer.write(Topic.PHOTO_SETTLED, candidate.userId(), end);
        LOG.infof("removal refused user=%s by=%s", candidate.userId(), decision.by());
        candidates.done(candidate.userId(), RemovalCandidates.REFUSED);
    }
}
