package io.photosync.sync;

import io.photosync.budget.Breakers;
import io.photosync.budget.Budget;
import io.photosync.budget.MicrosoftService;
import io.photosync.event.TopicSettings;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the lanes may work now, and if not, what they wait for. */
@Singleton
public final class Gate {
    private final Breakers breakers;
    private final Budget budget;
    private final TopicSettings topics;

    Gate(Breakers breakers, Budget budget, TopicSettings topics) {
        this.breakers = breakers;
        this.budget = budget;
        this.topics = topics;
    }

    boolean open(Lane lane) {
        return waitsFor().isEmpty();
    }

    /** @return the known reason why nothing is handed out, or nothing when work goes on */
    public Optional<String> waitsFor() {
        return Stream.of(MicrosoftService.values())
                .filter(breakers::open)
                .map(service -> service + " is away")
                .findFirst();
    }

    /** A replica may spend what its share of the partitions allows. */
    void owned(int partitions) {
        budget.share((double) partitions / topics.partitions());
    }
}
