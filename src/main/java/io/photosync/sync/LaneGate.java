package io.photosync.sync;

import io.photosync.breaker.Breakers;
import io.photosync.budget.Budget;
import io.photosync.call.MicrosoftService;
import io.photosync.event.LanePauses;
import io.photosync.event.LanePauses.Pause;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicSettings;
import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the lanes may work now, and if not, what they wait for. */
@Singleton
public final class LaneGate implements Admission, OwnershipListener {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Breakers breakers;
    private final Budget budget;
    private final TopicSettings topics;
    private final Ledger ledger;
    private final Clock clock;
    /** Guarded by the scheduler's lock. */
    private final TrialOrder trials = new TrialOrder();

    LaneGate(Breakers breakers, Budget budget, TopicSettings topics, Ledger ledger, Clock clock) {
        this.breakers = breakers;
        this.budget = budget;
        this.topics = topics;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public boolean open(TaskSource source) {
        return waitsFor(source).isEmpty();
    }

    @Override
    public boolean prefers(Task task) {
        return noOutage() || trials.prefers(task.userId(), failed(task));
    }

    @Override
    public void started(Task task) {
        boolean trial = false;
        for (MicrosoftService service : MicrosoftService.values()) {
            trial |= breakers.of(service).claim(task.userId());
        }
        if (trial) {
            trials.started(task.userId(), failed(task));
        } else if (noOutage()) {
            trials.over();
        }
    }

    private boolean noOutage() {
        return Stream.of(MicrosoftService.values()).noneMatch(breakers::open);
    }

    private boolean failed(Task task) {
        return Stream.of(MicrosoftService.values()).anyMatch(service -> breakers.failedIn(service, task.userId()));
    }

    @Override
    public void ended(Task task) {
        for (MicrosoftService service : MicrosoftService.values()) {
            breakers.of(service).release(task.userId());
        }
    }

    /** @return the known reason why no tasks start, whatever their source; empty if some do */
    public Optional<String> waitsFor() {
        List<Optional<String>> reasons =
                Stream.of(TaskSource.values()).map(this::waitsFor).toList();
        return reasons.stream().allMatch(Optional::isPresent) ? reasons.getFirst() : Optional.empty();
    }

    /** @return the known reason why no tasks of that source start; empty if they do */
    public Optional<String> waitsFor(TaskSource source) {
        return behind().or(this::outage).or(() -> paused(source)).or(() -> budget(source));
    }

    /** Behind the topics, this replica does not know what others have written for its users. */
    private Optional<String> behind() {
        return ledger.follows() ? Optional.empty() : Optional.of("the ledger does not follow Kafka's topics");
    }

    /** By an operator; every replica sees it within milliseconds. */
    private Optional<String> paused(TaskSource source) {
        LanePauses pauses = pauses();
        Optional<Pause> pause =
                switch (source) {
                    case LIVE -> pauses.live();
                    case BULK -> pauses.bulk();
                    // A retry may be of either lane: it waits only while both do.
                    case RETRY -> pauses.bulk().isPresent() ? pauses.live() : Optional.empty();
                };
        return pause.map(stopped -> "paused by %s since %s".formatted(stopped.by(), stopped.since()));
    }

    private LanePauses pauses() {
        return ledger.state(StateKey.LANE_PAUSES, LanePauses.class).orElse(LanePauses.NONE);
    }

    private Optional<String> outage() {
        return Stream.of(MicrosoftService.values())
                .filter(service ->
                        breakers.open(service) && !breakers.of(service).offersTrial())
                .map(service -> service + " is away")
                .findFirst();
    }

    /**
     * A task started now would only wait for a permit, and its photo would be read for nothing if the deadline came
     * first. Short waits are normal: that is how the limiter paces.
     */
    private Optional<String> budget(TaskSource source) {
        Instant soon = clock.instant().plus(SOON);
        return Stream.of(MicrosoftService.values())
                .filter(service -> budget.notBefore(service, source.priority()).isAfter(soon))
                .map(service ->
                        "%s has no room before %s".formatted(service, budget.notBefore(service, source.priority())))
                .findFirst();
    }

    /** A replica's share of the budget is its share of the partitions. */
    @Override
    public void ownedPartitions(int count) {
        budget.share((double) count / topics.partitions());
    }
}
