package io.photosync.sweep;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.SharePointState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** Counts now and then how far the first fill is, and how fast it goes. Thread-safe. */
final class FirstFillMonitor {
    /** The rate is that of so long: a pause of the lane shows soon, a slow minute does not. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Deque<Count> counts = new ArrayDeque<>();
    private Optional<FirstFillProgress> progress = Optional.empty();

    private record Count(Instant at, int done) {}

    synchronized void look(Map<String, RosterEntry> roster, Map<String, SharePointState> targets, Instant now) {
        int of = 0;
        int done = 0;
        for (Map.Entry<String, RosterEntry> person : roster.entrySet()) {
            if (person.getValue().lookedAfter() && person.getValue().mediaEtag().isPresent()) {
                of++;
                SharePointState sharePointState = targets.get(person.getKey());
                done += sharePointState != null && sharePointState.last().isPresent() ? 1 : 0;
            }
        }
        counts.addLast(new Count(now, done));
        while (counts.size() > 1 && counts.getFirst().at().isBefore(now.minus(WINDOW))) {
            counts.removeFirst();
        }
        progress = Optional.of(new FirstFillProgress(done, of, rate()));
    }

    private Optional<Double> rate() {
        Count first = counts.getFirst();
        Count last = counts.getLast();
        double minutes = Duration.between(first.at(), last.at()).toMillis() / 60_000.0;
        return minutes > 0 ? Optional.of((last.done() - first.done()) / minutes) : Optional.empty();
    }

    /** There is no first fill, or it is over. */
    synchronized void over() {
        counts.clear();
        progress = Optional.empty();
    }

    synchronized Optional<FirstFillProgress> progress() {
        return progress;
    }
}
