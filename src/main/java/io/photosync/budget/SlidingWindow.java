package io.photosync.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * A sliding count: what was spent in the window that ends now. Kept in steps; a step is forgotten only once all of it
 * has left the window, so that no window of that length, wherever it begins, holds more than the count said. Not
 * thread-safe.
 */
final class SlidingWindow {
    private static final int STEPS = 240;
    private static final long NANOS = 1_000_000_000L;

    private final long stepNanos;
    /** One more than fit: the oldest step may still reach into the window. */
    private final long[] spent = new long[STEPS + 1];

    private long head;
    private long used;

    SlidingWindow(Duration length) {
        stepNanos = length.toNanos() / STEPS;
    }

    long used(Instant now) {
        roll(now);
        return used;
    }

    void record(long units, Instant now) {
        roll(now);
        put(head, units);
    }

    /** Records what others spent and what is forgotten after that time, at most the window's length. */
    void recordUntil(long units, Duration forgottenIn, Instant now) {
        roll(now);
        long age = STEPS - Math.clamp(forgottenIn.toNanos() / stepNanos, 0, STEPS);
        put(head - age, units);
    }

    /** Records that many units as if spent evenly over the window. */
    void recordEvenly(long units, Instant now) {
        roll(now);
        for (int step = 0; step < STEPS; step++) {
            put(head - step, units * (step + 1) / STEPS - units * step / STEPS);
        }
    }

    /** Multiplies the past by that factor. */
    void scale(double factor, Instant now) {
        roll(now);
        double exact = 0;
        used = 0;
        for (int slot = 0; slot < spent.length; slot++) {
            exact += spent[slot] * factor;
            spent[slot] = Math.round(exact) - used;
            used += spent[slot];
        }
    }

    /** @return when at most {@code atMost} units will be in the window; now, if that is so already */
    Instant usedAtMost(long atMost, Instant now) {
        roll(now);
        long left = used;
        for (long step = head - STEPS; step <= head; step++) {
            if (left <= atMost) {
                return step == head - STEPS ? now : forgottenAt(step - 1);
            }
            left -= spent[slot(step)];
        }
        return forgottenAt(head);
    }

    private Instant forgottenAt(long step) {
        long nanos = (step + STEPS + 1) * stepNanos;
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }

    private void put(long step, long units) {
        spent[slot(step)] += units;
        used += units;
    }

    /** A clock that was set back changes nothing until it has caught up. */
    private void roll(Instant now) {
        long step = (now.getEpochSecond() * NANOS + now.getNano()) / stepNanos;
        long first = Math.max(head + 1, step - STEPS);
        for (long gone = first; gone <= step; gone++) {
            used -= spent[slot(gone)];
            spent[slot(gone)] = 0;
        }
        head = Math.max(head, step);
    }

    private int slot(long step) {
        return Math.floorMod(step, spent.length);
    }
}
