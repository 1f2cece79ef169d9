package io.photosync.webhook;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where bodies are read: not on an event loop, which serves a quarter of all connections and would keep Graph waiting while it takes a
 * stranger's megabyte apart. Two threads read thousands of Graph's bodies a second.
 */
final class ReadingThreads {
    private final ThreadPoolExecutor threads;

    /** @param mostWaiting bodies that may wait; who comes then is refused */
    ReadingThreads(int count, int mostWaiting) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                Thread.ofPlatform().daemon().name("notifications-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** @param crowded the answer where too many wait already */
    <T> Uni<T> run(Supplier<Uni<? extends T>> work, Supplier<T> crowded) {
        return Uni.createFrom()
                .deferred(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .recoverWithItem(crowded);
    }
}
