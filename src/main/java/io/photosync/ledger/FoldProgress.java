package io.photosync.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** The fold's progress on each partition, and waiting for it. */
final class FoldProgress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** @param position the offset of the first record that is not folded yet */
    void reached(TopicPartition partition, long position) {
        lock.lock();
        try {
            if (next.getOrDefault(partition, -1L) < position) {
                next.put(partition, position);
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The fold's position in that partition; empty before its first record. */
    OptionalLong position(TopicPartition partition) {
        lock.lock();
        try {
            return next.containsKey(partition) ? OptionalLong.of(next.get(partition)) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The fold restarts, and its progress is reset. */
    void clear() {
        lock.lock();
        try {
            next.clear();
        } finally {
            lock.unlock();
        }
    }

    /** @return whether that record was folded within that time */
    boolean awaitFolded(TopicPartition partition, long offset, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (nanos > 0 && next.getOrDefault(partition, -1L) <= offset) {
                nanos = moved.awaitNanos(nanos);
            }
            return next.getOrDefault(partition, -1L) > offset;
        } finally {
            lock.unlock();
        }
    }

    /** @param ends for each partition the offset after the last record that must be folded */
    boolean past(Map<TopicPartition, Long> ends) {
        lock.lock();
        try {
            return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), -1L) >= end.getValue());
        } finally {
            lock.unlock();
        }
    }
}
