package io.photosync.sync;

import io.photosync.budget.Breakers;
import io.photosync.budget.Budget;
import io.photosync.budget.MicrosoftService;
import io.photosync.event.TopicSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the lanes may work now, and if not, what they wait for. */
@Singleton
public final class Gate {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Breakers breakers;
    private final Budget budget;
    private final TopicSettings topics;
    private final Clock clock;

    Gate(Breakers breakers, Budget budget, TopicSettings topics, Clock clock) {
        this.breakers = breakers;
        this.budget = budget;
        this.topics = topics;
        this.clock = clock;
    }

    boolean open(Lane lane) {
        return waitsFor(lane).isEmpty();
    }

    /** @return the known reason why no lane hands anything out, or nothing when work goes on in one of them */
    public Optional<String> waitsFor() {
        List<Optional<String>> reasons =
                Stream.of(Lane.values()).map(this::waitsFor).toList();
        return reasons.stream().allMatch(Optional::isPresent) ? reasons.getFirst() : Optional.empty();
    }

    private Optional<String> waitsFor(Lane lane) {
        return outage().or(() -> budget(lane));
    }

    private Optional<String> outage() {
        return Stream.of(MicrosoftService.values())
                .filter(breakers::open)
                .map(service -> service + " is away")
                .findFirst();
    }

    /**
     * A user taken in hand now would only wait for leave, and its photo would be read in vain if the deadline came first. A short
     * wait is no reason: it is how the budget paces.
     */
    private Optional<String> budget(Lane lane) {
        Instant soon = clock.instant().plus(SOON);
        return Stream.of(MicrosoftService.GRAPH, MicrosoftService.SHAREPOINT)
                .filter(service -> budget.notBefore(service, lane.priority()).isAfter(soon))
                .map(service ->
                        "%s has no room before %s".formatted(service, budget.notBefore(service, lane.priority())))
                .findFirst();
    }

    /** A replica may spend what its share of the partitions allows. */
    void owned(int partitions) {
        budget.share((double) partitions / topics.partitions());
    }
}
