package io.photosync.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Limits the bytes of bodies being received, over all clients, and selects the bodies to evict when the limit is
 * reached. Thread-safe.
 *
 * <p>A body that is still arriving is evicted for one that needs less than it has reserved, and for any other once it
 * is slow. So no client blocks notifications by reserving memory and sending no more: when {@code n} bodies fill the
 * quota, one of them holds at least an {@code n}-th of it; with 600 connections that is 13 KB, some 20 notifications. A
 * complete body keeps its reservation until it is answered.
 */
final class RequestBodyQuota {
    /** Time after which an incomplete body counts as slow. Graph's bodies arrive within milliseconds. */
    static final Duration SLOW_AFTER = Duration.ofSeconds(1);

    private final long limit;
    private final Clock clock;
    private final Set<Reservation> arriving = new HashSet<>();
    private long taken;

    RequestBodyQuota(long limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * A reservation for a new body; it holds no bytes before {@link Reservation#grow}.
     *
     * @param evicted called by another client's thread when the reservation is lost
     */
    Reservation reserve(Runnable evicted) {
        return new Reservation(clock.instant(), evicted);
    }

    /** @return evicted reservations; empty when there is not enough memory even so */
    private synchronized Optional<List<Reservation>> take(Reservation reservation, long bytes) {
        long others = taken - reservation.bytes;
        long missing = others == 0 ? 0 : others + bytes - limit;
        Optional<List<Reservation>> toEvict =
                reservation.left ? Optional.empty() : toEvict(reservation, bytes, missing);
        if (toEvict.isPresent()) {
            toEvict.get().forEach(Reservation::free);
            taken += bytes - reservation.bytes;
            reservation.bytes = bytes;
            arriving.add(reservation);
        }
        return toEvict;
    }

    /** Evicts slow bodies first, then the largest. */
    private Optional<List<Reservation>> toEvict(Reservation reservation, long bytes, long missing) {
        List<Reservation> toEvict = new ArrayList<>();
        if (missing <= 0) {
            return Optional.of(toEvict);
        }
        Instant slow = clock.instant().minus(SLOW_AFTER);
        Stream<Reservation> who = arriving.stream()
                .filter(other -> other != reservation && (other.since.isBefore(slow) || other.bytes > bytes))
                .sorted(Comparator.comparing((Reservation other) -> !other.since.isBefore(slow))
                        .thenComparing(other -> -other.bytes));
        long left = missing;
        for (Reservation other : (Iterable<Reservation>) who::iterator) {
            toEvict.add(other);
            left -= other.bytes;
            if (left <= 0) {
                return Optional.of(toEvict);
            }
        }
        return Optional.empty();
    }

    /** The reservation of one body. */
    final class Reservation {
        private final Instant since;
        private final Runnable evicted;
        private long bytes;
        private boolean left;

        private Reservation(Instant since, Runnable evicted) {
            this.since = since;
            this.evicted = evicted;
        }

        /**
         * A single body is accepted whatever its size.
         *
         * @param to total bytes; a lower value than before changes nothing
         * @return whether the bytes were reserved; always false after eviction
         */
        boolean grow(long to) {
            Optional<List<Reservation>> gave = take(this, Math.max(to, bytes));
            gave.ifPresent(evictedOnes -> evictedOnes.forEach(reservation -> reservation.evicted.run()));
            return gave.isPresent();
        }

        /**
         * The body is complete and cannot be evicted any more.
         *
         * @return false when it was evicted before
         */
        boolean complete() {
            synchronized (RequestBodyQuota.this) {
                arriving.remove(this);
                return !left;
            }
        }

        /** Ends the reservation; idempotent. */
        void release() {
            synchronized (RequestBodyQuota.this) {
                free();
            }
        }

        private void free() {
            if (!left) {
                left = true;
                arriving.remove(this);
                taken -= bytes;
            }
        }
    }
}
