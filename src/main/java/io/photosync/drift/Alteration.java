package io.photosync.drift;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What SharePoint makes of files that we write, as it was seen of those who were written twice: by how much they are later, and by
 * how many bytes longer.
 *
 * @param later the longest that was seen
 */
record Alteration(Duration later, Range small, Range medium, Range large) {
    /** Some seconds more or less are a matter of load. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** Bytes by which a file was longer, from the least to the most that was seen. */
    record Range(long least, long most) {
        /** What a program notes in a picture, such as a density. */
        private static final long SLACK = 16;

        static Range of(LongStream seen) {
            java.util.LongSummaryStatistics all = seen.summaryStatistics();
            return new Range(all.getMin(), all.getMax());
        }

        /** A bit more than was seen: those that were looked at are a few of many. */
        boolean covers(long bytes) {
            long slack = Math.max(SLACK, most - least);
            return bytes >= least - slack && bytes <= most + slack;
        }
    }

    /** @param changes one at least */
    static Alteration of(Collection<FilesChange> changes) {
        Duration latest = changes.stream()
                .map(FilesChange::later)
                .max(Duration::compareTo)
                .orElseThrow();
        return new Alteration(latest, range(changes, 0), range(changes, 1), range(changes, 2));
    }

    private static Range range(Collection<FilesChange> changes, int size) {
        return Range.of(changes.stream().mapToLong(change -> change.longer().get(size)));
    }

    /** Whether it explains that change. Somebody who replaces a picture hardly ever meets both time and lengths. */
    boolean explains(FilesChange change) {
        List<Long> longer = change.longer();
        return change.later().compareTo(later.multipliedBy(2).plus(SLACK)) <= 0
                && small.covers(longer.get(0))
                && medium.covers(longer.get(1))
                && large.covers(longer.get(2));
    }
}
