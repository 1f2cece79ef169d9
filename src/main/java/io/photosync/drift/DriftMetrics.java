package io.photosync.drift;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.budget.CallFailed;
import io.photosync.drift.DriftCheck.Details;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What checks found, for metrics and the log. */
@Singleton
final class DriftMetrics {
    private static final Logger LOG = Logger.getLogger(DriftMetrics.class);

    private final MeterRegistry registry;

    DriftMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(DriftCheck check) {
        registry.counter("photosync.drift.checks").increment();
        found("missing", check.missing());
        found("changed", check.changed());
        found("orphans", check.orphans());
        Details details = check.details().orElseThrow();
        found("shared", details.shared());
        found("newer", details.newer());
        found("stale", details.stale());
        found("accepted", details.accepted());
        found("moved", details.moved());
        LOG.infof(
                "library checked files=%d missing=%d changed=%d repairs=%d orphans=%d unknown=%d %s",
                check.files(),
                check.missing(),
                check.changed(),
                check.ordered(),
                check.orphans(),
                check.unknown(),
                details);
    }

    private void found(String what, int users) {
        registry.counter("photosync.drift.found", "what", what).increment(users);
    }

    void failed(CallFailed e) {
        registry.counter(
                        "photosync.drift.failures", "reason", e.failure().kind().name())
                .increment();
        LOG.warnf("the library was not read to its end, and nobody counts as missing: %s", e.getMessage());
    }
}
