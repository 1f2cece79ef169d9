package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState.Underway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whom the order that is being carried out is about: those who were held when it was given.
 *
 * <p>A leader that knew them knows who they are. Another has to find them again, and until it has seen everybody whom it finds may be
 * one of them or not. So a release is a number as well: the next leader lets no more pass than were held, whoever else lost a photo
 * meanwhile. A refusal needs none; it takes nothing down.
 *
 * @param ordered those
 * @param again whose removal has passed before and is on its way longer than is usual: nothing new to decide
 * @param others are judged by the guard
 */
record CandidateGroups(List<RemovalCandidate> ordered, List<RemovalCandidate> again, List<RemovalCandidate> others) {

    /**
     * @param all longest suspected first
     * @param whole since when this leader has seen everybody
     */
    static CandidateGroups of(
            Optional<Underway> underway,
            List<RemovalCandidate> all,
            Optional<Instant> whole,
            Predicate<RemovalCandidate> passed) {
        List<RemovalCandidate> ordered = new ArrayList<>();
        List<RemovalCandidate> again = new ArrayList<>();
        List<RemovalCandidate> others = new ArrayList<>();
        for (RemovalCandidate removalCandidate : all) {
            if (passed.test(removalCandidate)) {
                again.add(removalCandidate);
            } else if (underway.isPresent() && means(underway.get(), removalCandidate, ordered.size(), whole)) {
                ordered.add(removalCandidate);
            } else {
                others.add(removalCandidate);
            }
        }
        return new CandidateGroups(ordered, again, others);
    }

    private static boolean means(
            Underway underway, RemovalCandidate removalCandidate, int before, Optional<Instant> whole) {
        OperatorDecision order = underway.order();
        boolean known = whole.map(since -> since.isAfter(order.at()) ? since : order.at())
                .filter(until -> removalCandidate.first().isAfter(until))
                .isEmpty();
        return known && (order.action() == Action.REFUSE || before < underway.people());
    }
}
