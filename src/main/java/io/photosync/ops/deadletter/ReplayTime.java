package io.photosync.ops.deadletter;

import io.photosync.breaker.Breakers;
import io.photosync.budget.Budget;
import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import io.photosync.deadletter.ReplayPlan;
import io.photosync.event.Lane;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.lane.LaneSwitch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long a replay takes if all its syncs write and SharePoint's limits are all that slows them down. An unchanged
 * photo costs less; retries cost more.
 */
@ApplicationScoped
class ReplayTime {
    /** A user who failed has an uncertain profile: it is read, three files are written, and the profile is written. */
    private static final int REQUESTS = 5;
    /** Microsoft's planning figure for a request. */
    private static final int UNITS = 2;
    /** Of the requests, those about the profile. */
    private static final int PROFILE_CALLS = 2;
    /** Beyond that it is days, whatever the number. */
    private static final long COUNTED_AT_MOST = 10_000_000;

    private final Budget budget;
    private final BulkLaneCapacity bulkLane;
    private final Breakers breakers;
    private final ReadyLedger ledger;

    ReplayTime(Budget budget, BulkLaneCapacity bulkLane, Breakers breakers, ReadyLedger ledger) {
        this.budget = budget;
        this.bulkLane = bulkLane;
        this.breakers = breakers;
        this.ledger = ledger;
    }

    /**
     * In minutes, rounded up, behind what waits in the bulk lane. Empty where nobody can know: the lane is paused, a
     * service is away, or Kafka does not say what waits.
     */
    Optional<Integer> minutes(ReplayPlan plan) throws InterruptedException {
        if (plan.letters().isEmpty()) {
            return Optional.of(0);
        }
        if (stopped(plan.lane())) {
            return Optional.empty();
        }
        OptionalLong before =
                switch (plan.lane()) {
                    case LIVE -> OptionalLong.of(0);
                    case BULK -> bulkLane.waiting();
                };
        return before.isPresent()
                ? Optional.of(minutes(before.getAsLong() + plan.letters().size()))
                : Optional.empty();
    }

    private boolean stopped(Lane lane) {
        return LaneSwitch.read(ledger.get()).of(lane).isPresent()
                || breakers.open(MicrosoftService.SHAREPOINT)
                || breakers.open(MicrosoftService.GRAPH);
    }

    private int minutes(long syncs) {
        int counted = (int) Math.min(syncs, COUNTED_AT_MOST);
        Duration time = budget.durationOf(
                new RequestCost(MicrosoftService.SHAREPOINT, counted * REQUESTS * UNITS, counted * PROFILE_CALLS));
        return Math.toIntExact(Math.max(1, time.plusSeconds(59).toMinutes()));
    }
}
