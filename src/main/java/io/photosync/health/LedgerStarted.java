package io.photosync.health;

import io.photosync.event.TopicsAtStart;
import io.photosync.ledger.Ledger;
import io.photosync.sync.Lanes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the topics are there, the ledger has folded them, and our partitions can be worked on. */
@Startup
@ApplicationScoped
class LedgerStarted implements HealthCheck {
    private final TopicsAtStart topics;
    private final Ledger ledger;
    private final Lanes lanes;
    private volatile boolean started;

    LedgerStarted(TopicsAtStart topics, Ledger ledger, Lanes lanes) {
        this.topics = topics;
        this.ledger = ledger;
        this.lanes = lanes;
    }

    @Override
    public HealthCheckResponse call() {
        String waitsFor = waitsFor();
        // Once started, always started: a later rebalance is no new start.
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
        return lanes.state().catchingUp() ? "the partitions are being taken over" : "";
    }
}
