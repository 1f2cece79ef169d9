package io.photosync.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first n of many in some order; the others are not kept. Not thread-safe. */
public final class FirstN<T> {
    private final PriorityQueue<T> kept;
    private final Comparator<T> order;
    private final int atMost;
    private int offered;

    public FirstN(int atMost, Comparator<T> order) {
        this.kept = new PriorityQueue<>(order.reversed());
        this.order = order;
        this.atMost = atMost;
    }

    public void offer(T one) {
        offered++;
        kept.add(one);
        if (kept.size() > atMost) {
            kept.poll();
        }
    }

    /** Total number seen. */
    public int offered() {
        return offered;
    }

    public List<T> inOrder() {
        return kept.stream().sorted(order).toList();
    }
}
