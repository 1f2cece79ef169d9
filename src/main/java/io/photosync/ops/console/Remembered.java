package io.photosync.ops.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Something that takes long to read in a large tenant: read at most so often that it costs a small share of one
 * processor, however many pages show it. Thread-safe; those who ask while it is read wait for it.
 */
final class Remembered<T> {
    /** A twenty-fifth of one processor at most. */
    private static final int REST = 24;

    private final Supplier<T> read;
    private final Duration least;
    private final Clock clock;
    private T value;
    private Instant until = Instant.MIN;

    /** @param least how long it is kept however fast it was read */
    Remembered(Supplier<T> read, Duration least, Clock clock) {
        this.read = read;
        this.least = least;
        this.clock = clock;
    }

    synchronized T get() {
        Instant begun = clock.instant();
        if (!begun.isBefore(until)) {
            value = read.get();
            Instant ended = clock.instant();
            Duration rest = Duration.between(begun, ended).multipliedBy(REST);
            until = ended.plus(rest.compareTo(least) > 0 ? rest : least);
        }
        return value;
    }
}
