package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.Moment;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState.Underway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The candidates of one turn, grouped by whether the operator's decision covers them: it covers those who were held
 * when it was made.
 *
 * <p>The leader of that time knows them. Its successor has to find them again, and until it has seen all users, any
 * candidate may be one of them. So a release is limited to a number as well: the successor lets no more pass than were
 * held, whoever else lost a photo meanwhile. A refusal needs no limit; it removes nothing.
 *
 * @param decided covered by the decision
 * @param published removals that were published before and are in flight longer than is usual: nothing new to decide
 * @param undecided left to the guard
 */
record CandidateGroups(
        List<RemovalCandidate> decided, List<RemovalCandidate> published, List<RemovalCandidate> undecided) {

    /**
     * @param all the oldest candidate first
     * @param complete since when this leader has seen all users
     */
    static CandidateGroups of(
            Optional<Underway> underway,
            List<RemovalCandidate> all,
            Optional<Instant> complete,
            Predicate<RemovalCandidate> isPublished) {
        List<RemovalCandidate> decided = new ArrayList<>();
        List<RemovalCandidate> published = new ArrayList<>();
        List<RemovalCandidate> undecided = new ArrayList<>();
        for (RemovalCandidate candidate : all) {
            if (isPublished.test(candidate)) {
                published.add(candidate);
            } else if (underway.isPresent() && covers(underway.get(), candidate, decided.size(), complete)) {
                decided.add(candidate);
            } else {
                undecided.add(candidate);
            }
        }
        return new CandidateGroups(decided, published, undecided);
    }

    private static boolean covers(
            Underway underway, RemovalCandidate candidate, int covered, Optional<Instant> complete) {
        OperatorDecision decision = underway.order();
        boolean mayHaveBeenHeld = complete.map(since -> Moment.later(since, decision.until()))
                .filter(until -> candidate.first().isAfter(until))
                .isEmpty();
        return mayHaveBeenHeld && (decision.action() == Action.REFUSE || covered < underway.people());
    }

    /** What is left after those whom the decision covers were refused. */
    CandidateGroups withoutDecided() {
        return new CandidateGroups(List.of(), published, undecided);
    }

    /** When the last of the undecided was found. */
    Optional<Instant> newest() {
        return undecided.isEmpty()
                ? Optional.empty()
                : Optional.of(undecided.getLast().first());
    }

    List<String> undecidedNames() {
        return undecided.stream().map(RemovalCandidate::userPrincipalName).toList();
    }
}
