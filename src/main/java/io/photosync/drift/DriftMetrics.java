package io.photosync.drift;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.DriftCheck.Details;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Results of checks, as metrics and log lines. */
@Startup
@Singleton
final class DriftMetrics {
    private static final Logger LOG = Logger.getLogger(DriftMetrics.class);

    private final MeterRegistry registry;

    DriftMetrics(MeterRegistry registry) {
        this.registry = registry;
        checks();
        Stream.of(Kind.values()).forEach(this::failures);
        Stream.of("missing", "changed", "orphans", "shared", "newer", "stale", "accepted", "moved")
                .forEach(this::users);
    }

    void ended(DriftCheck check) {
        checks().increment();
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

    private void found(String result, int users) {
        users(result).increment(users);
    }

    void failed(MicrosoftCallException e) {
        failures(e.failure().kind()).increment();
        LOG.warnf("library check failed, no user counts as missing: %s", e.getMessage());
    }

    private Counter checks() {
        return registry.counter("photosync.drift.checks");
    }

    private Counter users(String result) {
        return registry.counter("photosync.drift.users", "result", result);
    }

    private Counter failures(Kind kind) {
        return registry.counter(
                "photosync.drift.failures", "reason", kind.name().toLowerCase(Locale.ROOT));
    }
}
