package io.photosync.detect;

import io.photosync.detect.RemovalOrder.Action;
import io.photosync.detect.RemovalState.Underway;
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
record OrderedPeople(List<Suspect> ordered, List<Suspect> again, List<Suspect> others) {

    /**
     * @param all longest suspected first
     * @param whole since when this leader has seen everybody
     */
    static OrderedPeople of(
            Optional<Underway> underway, List<Suspect> all, Optional<Instant> whole, Predicate<Suspect> passed) {
        List<Suspect> ordered = new ArrayList<>();
        List<Suspect> again = new ArrayList<>();
        List<Suspect> others = new ArrayList<>();
        for (Suspect suspect : all) {
            if (passed.test(suspect)) {
                again.add(suspect);
            } else if (underway.isPresent() && means(underway.get(), suspect, ordered.size(), whole)) {
                ordered.add(suspect);
            } else {
                others.add(suspect);
            }
        }
        return new OrderedPeople(ordered, again, others);
    }

    private static boolean means(Underway underway, Suspect suspect, int before, Optional<Instant> whole) {
        RemovalOrder order = underway.order();
        boolean known = whole.map(since -> since.isAfter(order.at()) ? since : order.at())
                .filter(until -> suspect.first().isAfter(until))
                .isEmpty();
        return known && (order.action() == Action.REFUSE || before < underway.people());
    }
}
