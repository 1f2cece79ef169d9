package io.photosync.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeSet;

/**
 * The position of a pass in the sorted user ids: who comes next, who is retried, and up to where it is complete.
 * Thread-safe. The position is an id, so the next leader can resume from it even if users joined or left meanwhile.
 */
final class SweepCursor {
    private final String[] ids;
    private final String start;
    /** The place of the first user who has not been taken yet. */
    private int next;
    /** Places that were taken and are not completed. */
    private final NavigableSet<Integer> inFlight = new TreeSet<>();

    private final Queue<Retry> retries =
            new PriorityQueue<>(Comparator.comparing(Retry::due).thenComparingInt(retry -> retry.item.place()));

    private record Retry(Instant due, SweepItem item) {}

    /**
     * @param ids sorted
     * @param position the last completed id; the empty string starts from the first user
     */
    SweepCursor(String[] ids, String position) {
        this.ids = ids;
        this.start = position;
        int found = Arrays.binarySearch(ids, position);
        this.next = found < 0 ? -found - 1 : found + 1;
    }

    /**
     * Takes the users to check now: due retries first, then the next users.
     *
     * @param further whether users may be taken who were not taken before
     */
    synchronized List<SweepItem> take(Instant now, int atMost, boolean further) {
        List<SweepItem> items = new ArrayList<>();
        while (items.size() < atMost
                && !retries.isEmpty()
                && !retries.peek().due().isAfter(now)) {
            items.add(retries.remove().item());
        }
        while (further && items.size() < atMost && next < ids.length) {
            inFlight.add(next);
            items.add(new SweepItem(next, ids[next], 0));
            next++;
        }
        return items;
    }

    synchronized void complete(SweepItem item) {
        inFlight.remove(item.place());
    }

    /** The user stays in flight and is taken again from then on. */
    synchronized void retry(SweepItem item, Instant due) {
        retries.add(new Retry(due, item.nextAttempt()));
    }

    synchronized int pendingRetries() {
        return retries.size();
    }

    synchronized boolean finished() {
        return next == ids.length && inFlight.isEmpty();
    }

    /** All users up to this id are completed. */
    synchronized String position() {
        int done = inFlight.isEmpty() ? next : inFlight.first();
        // A resumed pass that has completed nobody yet is still where it was resumed.
        return done == 0 || ids[done - 1].compareTo(start) < 0 ? start : ids[done - 1];
    }

    /** How many users are completed. */
    synchronized int completed() {
        return next - inFlight.size();
    }

    int total() {
        return ids.length;
    }
}
