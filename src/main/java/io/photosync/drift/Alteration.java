package io.photosync.drift;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How SharePoint alters the files that we write, as observed on users who were written twice: how much later they are
 * modified, and by how many bytes they grow.
 *
 * @param later the longest observed delay
 * @param small growth of the small file in bytes; likewise {@code medium} and {@code large}
 */
record Alteration(Duration later, Range small, Range medium, Range large) {
    /** Tolerance, since the delay depends on SharePoint's load. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** Observed growth of a file in bytes, from least to most. */
    record Range(long least, long most) {
        /** Bytes of metadata, such as a density, that a program may add. */
        private static final long SLACK = 16;

        static Range of(LongStream seen) {
            java.util.LongSummaryStatistics all = seen.summaryStatistics();
            return new Range(all.getMin(), all.getMax());
        }

        /** Accepts a little more than was observed: the sample is small. */
        boolean covers(long bytes) {
            long slack = Math.max(SLACK, most - least);
            return bytes >= least - slack && bytes <= most + slack;
        }
    }

    /** @param changes at least one */
    static Alteration of(Collection<FilesChange> changes) {
        Duration latest = changes.stream()
                .map(FilesChange::later)
                .max(Duration::compareTo)
                .orElseThrow();
        return new Alteration(latest, range(changes, 0), range(changes, 1), range(changes, 2));
    }

    private static Range range(Collection<FilesChange> changes, int size) {
        return Range.of(changes.stream().mapToLong(change -> change.growth().get(size)));
    }

    /**
     * Whether this alteration explains the change. A user who replaces a picture hardly ever matches both time and
     * lengths.
     */
    boolean explains(FilesChange change) {
        List<Long> growth = change.growth();
        return change.later().compareTo(later.multipliedBy(2).plus(SLACK)) <= 0
                && small.covers(growth.get(0))
                && medium.covers(growth.get(1))
                && large.covers(growth.get(2));
    }
}
