package io.photosync.ledger;

import java.util.Arrays;

/**
 * An estimate of how many names have a key: never too low, seldom too high. Keys share 2 million counters of a byte by
 * their hash, so that 100,000 names take 2 MB and not ten.
 */
final class NameCounts {
    private static final int COUNTERS = 1 << 21;
    private final byte[] counts = new byte[COUNTERS];

    synchronized void add(String key) {
        int place = place(key);
        if (counts[place] < Byte.MAX_VALUE) {
            counts[place]++;
        }
    }

    /** A full counter stays full: its true count is lost. */
    synchronized void remove(String key) {
        int place = place(key);
        if (counts[place] > 0 && counts[place] < Byte.MAX_VALUE) {
            counts[place]--;
        }
    }

    synchronized void clear() {
        Arrays.fill(counts, (byte) 0);
    }

    synchronized int atMost(String key) {
        return counts[place(key)];
    }

    private static int place(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 15) & COUNTERS - 1;
    }
}
