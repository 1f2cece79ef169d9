package io.photosync.webhook;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads that parse bodies. Not the event loops: each serves a quarter of all connections and would delay Graph while
 * it parses a megabyte. Two threads parse thousands of Graph's bodies per second.
 */
final class ReadingThreads {
    private final ThreadPoolExecutor threads;

    /** @param maxWaiting bodies that may wait; further ones are refused */
    ReadingThreads(int count, int maxWaiting) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(maxWaiting),
                Thread.ofPlatform().daemon().name("notifications-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** @param overloaded the answer when too many bodies wait already */
    <T> Uni<T> run(Supplier<Uni<? extends T>> work, Supplier<T> overloaded) {
        return Uni.createFrom()
                .deferred(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .recoverWithItem(overloaded);
    }
}
