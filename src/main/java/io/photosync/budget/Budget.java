package io.photosync.budget;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Permits;
import io.photosync.call.Priority;
import io.photosync.call.RequestCost;
import io.photosync.identity.RetryAfter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Rate limiter for requests to Microsoft. */
@ApplicationScoped
public class Budget implements Permits {
    private final Map<MicrosoftService, ServiceLimiter> limiters = new EnumMap<>(MicrosoftService.class);
    private final AtomicBoolean assigned = new AtomicBoolean();

    public Budget(Clock clock, BudgetSettings settings) {
        for (MicrosoftService service : MicrosoftService.values()) {
            limiters.put(service, new ServiceLimiter(service, ServiceLimits.of(service, settings), clock));
        }
    }

    @Override
    public void acquire(RequestCost requestCost, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        limiters.get(requestCost.service()).acquire(requestCost, callContext);
    }

    /**
     * After {@link RetryAfter#LONGEST}, whatever was asked, one request is sent, and the others only once it was {@link
     * #answered}: a mistaken header must not stop us for a day, nor may all requests go at once to a service that meant
     * it.
     */
    @Override
    public void pauseFor(MicrosoftService service, Duration retryAfter) {
        if (retryAfter.isPositive()) {
            Duration pause = RetryAfter.bounded(retryAfter);
            limiters.get(service)
                    .pauseFor(pause, pause.equals(RetryAfter.LONGEST) ? PauseRelease.ONE_FIRST : PauseRelease.ALL);
        }
    }

    @Override
    public void answered(MicrosoftService service) {
        limiters.get(service).answered();
    }

    /**
     * The service reported how much of its own limit is left, and until when. Only SharePoint does, about its minute;
     * reports of others are ignored. It may leave us less than we counted, never more.
     */
    public void reconcile(MicrosoftService service, long limit, long remaining, Duration reset) {
        switch (service) {
            case SHAREPOINT -> limiters.get(service).reconcile(limit, remaining, reset);
            case GRAPH, ENTRA -> {}
        }
    }

    /**
     * Sets the part of the limits that this replica may spend: its share of the partitions; 1 until first set.
     *
     * @param share 0 to 1; a replica without partitions keeps 2 %, for probes and operators
     */
    public void share(double share) {
        boolean first = share > 0 && assigned.compareAndSet(false, true);
        limiters.values().forEach(limiter -> limiter.share(share, first));
    }

    /**
     * The earliest time for a usual request of that priority, for callers that can put off their work: now if there is
     * room, later while the service is paused or a limit is used up.
     */
    public Instant notBefore(MicrosoftService service, Priority priority) {
        return limiters.get(service).earliest(new RequestCost(service, 2, 1), priority);
    }

    /**
     * How long requests of that cost in all take at full pace, by all replicas together and when nothing else is sent.
     * Includes the rest of a pause that the service asked for, and the wait where a day's units are used up.
     */
    public Duration durationOf(RequestCost total) {
        return limiters.get(total.service()).durationOf(total);
    }

    public BudgetState state(MicrosoftService service) {
        return limiters.get(service).state();
    }

    public List<BudgetState> states() {
        return Arrays.stream(MicrosoftService.values()).map(this::state).toList();
    }
}
