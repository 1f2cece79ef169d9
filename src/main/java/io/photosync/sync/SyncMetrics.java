package io.photosync.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.photosync.event.FailureCode;
import io.photosync.event.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the sync tells of itself in figures. */
final class SyncMetrics {
    private final MeterRegistry registry;

    SyncMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(Attempt attempt, Outcome outcome, Ending ending, Instant now) {
        Task task = attempt.task();
        registry.counter(
                        "photosync.outcomes",
                        "outcome",
                        lower(outcome.getClass().getSimpleName()),
                        "code",
                        code(outcome),
                        "lane",
                        lower(task.lane().name()))
                .increment();
        switch (ending) {
            case DEAD_LETTERED ->
                registry.counter("photosync.dead.letters", "code", code(outcome))
                        .increment();
            case SETTLED -> age(outcome, task, now);
            case RETRIED, WAITS -> {}
        }
    }

    /** From the change, as near as is known, until SharePoint has it. */
    private void age(Outcome outcome, Task task, Instant now) {
        if (outcome instanceof Outcome.Synced || outcome instanceof Outcome.Removed) {
            Timer.builder("photosync.change.age")
                    .description("From a photo's change until SharePoint has it")
                    .tag("lane", lower(task.lane().name()))
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(100))
                    .maximumExpectedValue(Duration.ofHours(2))
                    .register(registry)
                    .record(Duration.between(task.event().time(), now));
        }
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Synced synced -> "none";
            case Outcome.Unchanged unchanged -> "none";
            case Outcome.Removed removed -> "none";
            case Outcome.FilesKept kept -> lower(FailureCode.FILES_KEPT.name());
            case Outcome.Held held -> lower(Settlement.MASS_CHANGE_HELD);
            case Outcome.Skipped skipped -> lower(skipped.reason().name());
            case Outcome.Unconfirmed unconfirmed -> "none";
            case Outcome.Retry retry -> lower(retry.code().name());
            case Outcome.Rejected rejected -> lower(rejected.code().name());
            case Outcome.Outage outage -> lower(outage.service().name());
        };
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
