package io.photosync.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Leave to send requests to Microsoft. */
@ApplicationScoped
public class Budget {
    private final Clock clock;
    private final Map<MicrosoftService, Instant> stoppedUntil = new EnumMap<>(MicrosoftService.class);

    public Budget(Clock clock) {
        this.clock = clock;
    }

    /**
     * Waits until the request may be sent. Must be called once for each request, repeated ones included.
     *
     * @throws CallFailed of kind THROTTLED when leave cannot be had before the ask's deadline
     */
    public void take(Demand demand, Ask ask) throws CallFailed, InterruptedException {
        throw new IllegalStateException("no budget " + clock + stoppedUntil + demand + ask);
    }

    /** The service asked to be left alone: nothing is sent to it until the pause is over. */
    public void stop(MicrosoftService service, Duration retryAfter) {
        stoppedUntil.put(service, clock.instant().plus(retryAfter));
    }

    /** The service said how much of its own count is left until when. */
    public void correct(MicrosoftService service, long limit, long remaining, Duration reset) {}
}
