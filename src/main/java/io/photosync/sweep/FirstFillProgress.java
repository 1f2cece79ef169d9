package io.photosync.sweep;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.SharePointState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Progress of the first fill.
 *
 * @param done users with a photo whose sync has ended, whatever the outcome
 * @param of users with a photo, as far as the sweep has seen
 * @param perMinute how many users are done per minute, lately; absent until that is known
 */
public record FirstFillProgress(int done, int of, Optional<Double> perMinute) {

    /** How long the rest takes at that rate. */
    public Optional<Duration> left() {
        return perMinute.filter(rate -> rate > 0).map(rate -> Duration.ofSeconds(Math.round((of - done) * 60 / rate)));
    }

    /** For operators: {@code 12,430 of 80,000, about 41 min left}. */
    public String text() {
        String counts = String.format(Locale.ROOT, "%,d of %,d", done, of);
        return left().map(time -> counts + ", about " + rounded(time) + " left").orElse(counts);
    }

    private static String rounded(Duration time) {
        long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
        return minutes < 120 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }

    /** Counts the users who are done from time to time, and derives the rate. Thread-safe. */
    static final class Monitor {
        /**
         * The rate is measured over this time: long enough to even out one slow minute, short enough to show a pause.
         */
        private static final Duration WINDOW = Duration.ofMinutes(5);

        private final Deque<Count> counts = new ArrayDeque<>();
        private Optional<FirstFillProgress> progress = Optional.empty();

        private record Count(Instant at, int done) {}

        synchronized void measure(Map<String, RosterEntry> roster, Map<String, SharePointState> targets, Instant now) {
            int of = 0;
            int done = 0;
            for (Map.Entry<String, RosterEntry> user : roster.entrySet()) {
                if (user.getValue().managed() && user.getValue().mediaEtag().isPresent()) {
                    of++;
                    SharePointState target = targets.get(user.getKey());
                    done += target != null && target.last().isPresent() ? 1 : 0;
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

        /** There is no first fill, or it has ended. */
        synchronized void clear() {
            counts.clear();
            progress = Optional.empty();
        }

        synchronized Optional<FirstFillProgress> progress() {
            return progress;
        }
    }
}
