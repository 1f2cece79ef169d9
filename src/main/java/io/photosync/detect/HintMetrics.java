package io.photosync.detect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Hints that led to no check of the user they name. */
@Startup
@ApplicationScoped
class HintMetrics {
    /** Why a hint was dropped. */
    enum Reason {
        /** The record is not a hint. */
        UNREADABLE,
        /** The check of the user failed. */
        FAILED,
        /** Graph throttles this one mailbox. */
        THROTTLED,
        /** The bulk lane had no room, and the sweep finds the user again. */
        NO_ROOM
    }

    private final MeterRegistry registry;

    HintMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Reason reason : Reason.values()) {
            counter(reason);
        }
    }

    void dropped(Reason reason, int hints) {
        counter(reason).increment(hints);
    }

    private Counter counter(Reason reason) {
        return registry.counter(
                "photosync.hints.dropped", "reason", reason.name().toLowerCase(Locale.ROOT));
    }
}
