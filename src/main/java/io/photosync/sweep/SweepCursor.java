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
 * One round through the people in the order of their ids: who is next, who has to be asked once more, and how far it has come.
 * Thread-safe. An id as position means the same to the next leader, whoever joined or left meanwhile.
 */
final class SweepCursor {
    private final String[] ids;
    private final String begin;
    /** The place of the first person who has not been taken yet. */
    private int next;
    /** Places that were taken and are not done with. */
    private final NavigableSet<Integer> open = new TreeSet<>();

    private final Queue<Later> later =
            new PriorityQueue<>(Comparator.comparing(Later::due).thenComparingInt(one -> one.turn.place()));

    private record Later(Instant due, SweepItem turn) {}

    /**
     * @param ids in their order
     * @param position the last id that is done with; the empty string begins
     */
    SweepCursor(String[] ids, String position) {
        this.ids = ids;
        this.begin = position;
        int found = Arrays.binarySearch(ids, position);
        this.next = found < 0 ? -found - 1 : found + 1;
    }

    /**
     * Who is to be looked at now: those whose second turn is due, then the next ones.
     *
     * @param fresh whether the next ones' time has come
     */
    synchronized List<SweepItem> take(Instant now, int atMost, boolean fresh) {
        List<SweepItem> turns = new ArrayList<>();
        while (turns.size() < atMost && !later.isEmpty() && !later.peek().due().isAfter(now)) {
            turns.add(later.remove().turn());
        }
        while (fresh && turns.size() < atMost && next < ids.length) {
            open.add(next);
            turns.add(new SweepItem(next, ids[next], 0));
            next++;
        }
        return turns;
    }

    synchronized void done(SweepItem turn) {
        open.remove(turn.place());
    }

    /** Graph gave no answer; the person is looked at again from then on. */
    synchronized void again(SweepItem turn, Instant due) {
        later.add(new Later(due, turn.again()));
    }

    /** How many wait for another turn. */
    synchronized int waiting() {
        return later.size();
    }

    synchronized boolean over() {
        return next == ids.length && open.isEmpty();
    }

    /** Everybody up to this id is done with. */
    synchronized String position() {
        int done = open.isEmpty() ? next : open.first();
        // Who began in the middle and has done nobody yet knows no better than where it began.
        return done == 0 || ids[done - 1].compareTo(begin) < 0 ? begin : ids[done - 1];
    }

    /** How many are done with. */
    synchronized int looked() {
        return next - open.size();
    }

    int of() {
        return ids.length;
    }
}
