package io.photosync.ledger;

import io.photosync.ledger.RetryPack.Beginning;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * The pending retries, of which there may be 100,000: the due ones are queried twice a second, without unpacking all of
 * them.
 */
public final class RetrySlots {
    private final CompactMap<OwnedRetry> packed;

    RetrySlots(CompactMap<OwnedRetry> packed) {
        this.packed = packed;
    }

    /** Which retries are wanted. */
    @FunctionalInterface
    public interface Wanted {
        boolean is(String userId, int partition);
    }

    private record Due(String userId, Instant at) {}

    /** @return the due ones, longest waiting first */
    public List<OwnedRetry> due(Instant now, int atMost, Wanted wanted) {
        FirstN<Due> first = new FirstN<>(atMost, Comparator.comparing(Due::at));
        packed.forEachPacked((userId, in) -> {
            Beginning retry = Beginning.read(in);
            if (!retry.dueAt().isAfter(now) && wanted.is(userId, retry.partition())) {
                first.offer(new Due(userId, retry.dueAt()));
            }
        });
        return first.inOrder().stream()
                .map(due -> packed.get(due.userId()))
                .filter(Objects::nonNull)
                .toList();
    }

    public int size() {
        return packed.size();
    }

    /** Number of users who are only rechecked, though nothing failed. */
    public long rechecks() {
        LongAdder rechecks = new LongAdder();
        packed.forEachPacked((userId, in) -> {
            if (Beginning.read(in).recheck()) {
                rechecks.increment();
            }
        });
        return rechecks.sum();
    }
}
