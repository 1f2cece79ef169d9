package io.photosync.budget;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
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

/** Leave to send requests to Microsoft. */
@ApplicationScoped
public class Budget {
    private final Map<MicrosoftService, ServiceLimiter> desks = new EnumMap<>(MicrosoftService.class);
    private final AtomicBoolean assigned = new AtomicBoolean();

    public Budget(Clock clock, BudgetSettings settings) {
        for (MicrosoftService service : MicrosoftService.values()) {
            desks.put(service, new ServiceLimiter(service, ServiceLimits.of(service, settings), clock));
        }
    }

    /**
     * Waits until the request may be sent. Must be called once for each request, repeated ones included.
     *
     * @throws MicrosoftCallException of kind THROTTLED as soon as it is known that leave cannot be had before the ask's deadline; its
     *     {@code retryAfter} says when there may be some
     */
    public void take(RequestCost requestCost, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        desks.get(requestCost.service()).take(requestCost, callContext);
    }

    /**
     * The service asked to be left alone: nothing is sent to it until the pause is over. A later end replaces an earlier one. After {@link
     * RetryAfter#LONGEST}, whatever was asked, one request is sent, and the others only once it was {@link #answered}: a header that
     * nobody meant must not stop us for a day, nor must all come at once to a service that meant it.
     */
    public void stop(MicrosoftService service, Duration retryAfter) {
        if (retryAfter.isPositive()) {
            Duration pause = RetryAfter.bounded(retryAfter);
            desks.get(service)
                    .stop(pause, pause.equals(RetryAfter.LONGEST) ? PauseRelease.ONE_FIRST : PauseRelease.ALL);
        }
    }

    /** The service gave an answer that was no throttling, or none at all. */
    public void answered(MicrosoftService service) {
        desks.get(service).answered();
    }

    /**
     * The service said how much of its own count is left until when. Only SharePoint does, about its minute; the word of others is ignored.
     * It may leave us less than we thought, never more.
     */
    public void correct(MicrosoftService service, long limit, long remaining, Duration reset) {
        switch (service) {
            case SHAREPOINT -> desks.get(service).correct(limit, remaining, reset);
            case GRAPH, ENTRA -> {}
        }
    }

    /**
     * What part of the limits this replica may spend: its share of the partitions. One until it is told otherwise.
     *
     * @param share 0 to 1; a replica without partitions keeps two in a hundred, for probes and operators
     */
    public void share(double share) {
        boolean first = share > 0 && assigned.compareAndSet(false, true);
        desks.values().forEach(desk -> desk.share(share, first));
    }

    /**
     * When a usual request of that priority may go at the earliest, for whoever can put off what it is for. Now, if there is room; later
     * while the service is stopped or a limit is used up.
     */
    public Instant notBefore(MicrosoftService service, Priority priority) {
        return desks.get(service).earliest(new RequestCost(service, 2, 1), priority);
    }

    public BudgetState state(MicrosoftService service) {
        return desks.get(service).state();
    }

    public List<BudgetState> states() {
        return Arrays.stream(MicrosoftService.values()).map(this::state).toList();
    }
}
