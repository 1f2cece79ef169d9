package io.photosync.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** Metrics of the sync. */
@Startup
@Singleton
final class SyncMetrics {
    private static final String NONE = "none";

    private final MeterRegistry registry;

    SyncMetrics(MeterRegistry registry) {
        this.registry = registry;
        Stream.of(FailureCode.values()).map(code -> lower(code.name())).forEach(this::deadLetters);
        for (TaskSource lane : TaskSource.values()) {
            delay(lane);
            Stream.of("synced", "unchanged", "removed").forEach(outcome -> attempts(outcome, NONE, lane));
            for (FailureCode code : FailureCode.values()) {
                Stream.of("retry", "rejected").forEach(outcome -> attempts(outcome, lower(code.name()), lane));
            }
        }
    }

    void ended(Attempt attempt, Outcome outcome, Disposition disposition, Instant now) {
        Task task = attempt.task();
        attempts(lower(outcome.getClass().getSimpleName()), reason(outcome), task.source())
                .increment();
        switch (disposition) {
            case DEAD_LETTERED -> deadLetters(reason(outcome)).increment();
            case SETTLED -> age(outcome, task, now);
            case RETRIED, WAITS -> {}
        }
    }

    /** From the change, as near as is known, until SharePoint has it. */
    private void age(Outcome outcome, Task task, Instant now) {
        if (outcome instanceof Outcome.Synced || outcome instanceof Outcome.Removed) {
            delay(task.source()).record(Duration.between(task.event().time(), now));
        }
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Synced synced -> NONE;
            case Outcome.Unchanged unchanged -> NONE;
            case Outcome.Removed removed -> NONE;
            case Outcome.FilesKept kept -> lower(FailureCode.FILES_KEPT.name());
            case Outcome.Held held -> lower(SkipReason.MASS_CHANGE_HELD.name());
            case Outcome.Skipped skipped -> lower(skipped.reason().name());
            case Outcome.Unconfirmed unconfirmed -> NONE;
            case Outcome.Retry retry -> lower(retry.code().name());
            case Outcome.Rejected rejected -> lower(rejected.code().name());
            case Outcome.Outage outage -> lower(outage.service().name());
        };
    }

    private Timer delay(TaskSource lane) {
        return Timer.builder("photosync.photo.sync.delay")
                .description("From a photo's change until SharePoint has it")
                .tag("lane", lower(lane.name()))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(2))
                .register(registry);
    }

    private Counter attempts(String outcome, String reason, TaskSource lane) {
        return registry.counter(
                "photosync.sync.attempts", "outcome", outcome, "reason", reason, "lane", lower(lane.name()));
    }

    private Counter deadLetters(String reason) {
        return registry.counter("photosync.dead.letters", "reason", reason);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
