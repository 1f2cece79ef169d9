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
 * How many bytes of bodies may be on their way in at once, from all senders together, and who gives way when there is no room.
 *
 * <p>A body that is still arriving gives way to one that needs less room than it takes itself, and to any other once it is slow. So nobody
 * keeps a notification out by taking room and sending no more: where {@code n} bodies fill the room one of them takes an {@code n}-th of it,
 * with 600 connections 13 KB, which are some 20 notifications. A body that has come whole keeps its place until it is answered.
 */
final class RequestBodyQuota {
    /** Graph's bodies are there within milliseconds. Whoever takes longer may stay while nobody else needs the room. */
    static final Duration UNDISTURBED = Duration.ofSeconds(1);

    private final long most;
    private final Clock clock;
    private final Set<Place> arriving = new HashSet<>();
    private long taken;

    RequestBodyQuota(long most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /**
     * For a body whose first bytes are yet to come; it takes nothing before {@link Place#grow}.
     *
     * @param giveWay told, by another sender's thread, when the place is lost
     */
    Place place(Runnable giveWay) {
        return new Place(clock.instant(), giveWay);
    }

    /** @return who had to give way; empty where there is no room even so */
    private synchronized Optional<List<Place>> take(Place place, long bytes) {
        long others = taken - place.bytes;
        long missing = others == 0 ? 0 : others + bytes - most;
        Optional<List<Place>> giving = place.left ? Optional.empty() : giving(place, bytes, missing);
        if (giving.isPresent()) {
            giving.get().forEach(Place::free);
            taken += bytes - place.bytes;
            place.bytes = bytes;
            arriving.add(place);
        }
        return giving;
    }

    /** The slow ones first, then the largest. */
    private Optional<List<Place>> giving(Place place, long bytes, long missing) {
        List<Place> giving = new ArrayList<>();
        if (missing <= 0) {
            return Optional.of(giving);
        }
        Instant slow = clock.instant().minus(UNDISTURBED);
        Stream<Place> who = arriving.stream()
                .filter(other -> other != place && (other.since.isBefore(slow) || other.bytes > bytes))
                .sorted(Comparator.comparing((Place other) -> !other.since.isBefore(slow))
                        .thenComparing(other -> -other.bytes));
        long left = missing;
        for (Place other : (Iterable<Place>) who::iterator) {
            giving.add(other);
            left -= other.bytes;
            if (left <= 0) {
                return Optional.of(giving);
            }
        }
        return Optional.empty();
    }

    /** One body's. */
    final class Place {
        private final Instant since;
        private final Runnable giveWay;
        private long bytes;
        private boolean left;

        private Place(Instant since, Runnable giveWay) {
            this.since = since;
            this.giveWay = giveWay;
        }

        /**
         * A body that is alone is let in however large it is.
         *
         * @param to so many bytes in all; less than it has taken already changes nothing
         * @return whether there is room for it; never once the place is lost
         */
        boolean grow(long to) {
            Optional<List<Place>> gave = take(this, Math.max(to, bytes));
            gave.ifPresent(places -> places.forEach(place -> place.giveWay.run()));
            return gave.isPresent();
        }

        /** The body has come whole: it stays until it is answered. @return false where the place was lost before */
        boolean complete() {
            synchronized (RequestBodyQuota.this) {
                arriving.remove(this);
                return !left;
            }
        }

        /** However often it is told. */
        void leave() {
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
