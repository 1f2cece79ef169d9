package io.photosync.health;

import io.photosync.kafka.topics.TopicInitializer;
import io.photosync.ledger.Ledger;
import io.photosync.sync.LaneWorker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the topics exist, the ledger has folded them, and this replica's partitions can be processed. */
@Startup
@ApplicationScoped
class LedgerStarted implements HealthCheck {
    private final TopicInitializer topics;
    private final Ledger ledger;
    private final LaneWorker laneWorker;
    private volatile boolean started;

    LedgerStarted(TopicInitializer topics, Ledger ledger, LaneWorker laneWorker) {
        this.topics = topics;
        this.ledger = ledger;
        this.laneWorker = laneWorker;
    }

    @Override
    public HealthCheckResponse call() {
        String waitsFor = waitsFor();
        // Once started, always started: a later rebalance is not a start.
        started = started || waitsFor.isEmpty();
        return HealthCheckResponse.named("ledger")
                .status(started)
                .withData("state", started ? "complete" : waitsFor)
                .build();
    }

    private String waitsFor() {
        if (!topics.ready().isDone()) {
            return "Kafka's topics are not there yet: " + topics.waitsFor();
        }
        if (!ledger.caughtUp()) {
            return "the topics are being read";
        }
        return laneWorker.state().catchingUp() ? "the partitions are being taken over" : "";
    }
}
