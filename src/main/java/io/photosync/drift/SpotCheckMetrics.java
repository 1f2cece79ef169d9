package io.photosync.drift;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Results of spot checks, as metrics and log lines. */
@Startup
@Singleton
final class SpotCheckMetrics {
    private static final Logger LOG = Logger.getLogger(SpotCheckMetrics.class);
    private static final String SAME = "same";
    private static final String DIFFERING = "differing";
    private static final String PASSING = "passing";
    private static final String NOT_COMPARED = "not_compared";

    private final MeterRegistry registry;

    SpotCheckMetrics(MeterRegistry registry) {
        this.registry = registry;
        Stream.of(SAME, DIFFERING, PASSING, NOT_COMPARED).forEach(this::users);
        Stream.of(Comparison.Reason.values()).forEach(this::differences);
    }

    void ended(SpotCheckResult result) {
        users(SAME).increment(result.same());
        users(DIFFERING).increment(result.differing());
        users(PASSING).increment(result.passing());
        users(NOT_COMPARED).increment(result.notCompared());
        for (Comparison difference : result.differences()) {
            difference.reasons().forEach(reason -> differences(reason).increment());
        }
        LOG.infof(
                "spot check users=%d same=%d differing=%d passing=%d not_compared=%d",
                result.drawn(), result.same(), result.differing(), result.passing(), result.notCompared());
    }

    private Counter users(String result) {
        return registry.counter("photosync.spot.check.users", "result", result);
    }

    private Counter differences(Comparison.Reason reason) {
        return registry.counter(
                "photosync.spot.check.differences", "reason", reason.name().toLowerCase(Locale.ROOT));
    }
}
