package io.photosync.ops.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the audit trail backwards in portions, until enough entries match, the trail's beginning is reached, or the
 * time is up.
 */
final class BackwardReader {
    /** Some MB. */
    static final int LARGEST_PORTION = 5_000;

    private final Portions portions;

    BackwardReader(Portions portions) {
        this.portions = portions;
    }

    record Recorded(long offset, AuditEntry entry) {}

    /** Reads the entries of these offsets, oldest first; empty when the time is up. */
    @FunctionalInterface
    interface Portions {
        Optional<List<Recorded>> read(long from, long to);
    }

    /**
     * @param begin first offset of the trail
     * @param end read only below this offset
     * @throws TimeoutException when not even the first portion was read: to go on would begin at the same place
     */
    AuditSlice read(Predicate<AuditEntry> wanted, int atMost, long begin, long end) {
        List<Recorded> found = new ArrayList<>();
        Optional<Instant> readTo = Optional.empty();
        long to = end;
        // One more than wanted says whether there is a next page; without a filter, the first portion does.
        int portion = atMost + 1;
        while (to > begin && found.size() <= atMost) {
            long from = Math.max(begin, to - Math.min(portion, LARGEST_PORTION));
            Optional<List<Recorded>> read = portions.read(from, to);
            if (read.isEmpty()) {
                break;
            }
            read.get().reversed().stream()
                    .filter(each -> wanted.test(each.entry()))
                    .forEach(found::add);
            if (!read.get().isEmpty()) {
                readTo = Optional.of(read.get().getFirst().entry().at());
            }
            to = from;
            portion *= 2;
        }
        if (to == end && to > begin) {
            throw new TimeoutException("the audit trail was not read below offset " + end + " in time");
        }
        return slice(found, atMost, to > begin ? OptionalLong.of(to) : OptionalLong.empty(), readTo);
    }

    private static AuditSlice slice(List<Recorded> found, int atMost, OptionalLong rest, Optional<Instant> readTo) {
        boolean more = found.size() > atMost;
        List<Recorded> shown = more ? found.subList(0, atMost) : found;
        return new AuditSlice(
                shown.stream().map(Recorded::entry).toList(),
                more ? OptionalLong.of(shown.getLast().offset()) : rest,
                readTo);
    }
}
