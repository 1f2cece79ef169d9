package io.photosync.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Metrics of the sync. */
@Startup
@Singleton
final class SyncMetrics {
    private static final String NONE = "none";
    /** Of records that no attempt begins with, of a retry after a success, and of a removal that is done. */
    private static final Set<FailureCode> NO_END_OF_AN_ATTEMPT =
            Set.of(FailureCode.EVENT_UNREADABLE, FailureCode.RECHECK, FailureCode.FILES_KEPT);

    /** Labels of outcomes with the reasons that each may have, so that all series exist before the first attempt. */
    private static final Map<String, List<String>> ENDS = Map.of(
            "synced", List.of(NONE),
            "unchanged", List.of(NONE),
            "removed", List.of(NONE),
            "unconfirmed", List.of(NONE),
            "fileskept", List.of(lower(FailureCode.FILES_KEPT.name())),
            "held", List.of(lower(SkipReason.MASS_CHANGE_HELD.name())),
            "skipped", names(SkipReason.values(), Set.of(SkipReason.MASS_CHANGE_HELD)),
            "retry", names(FailureCode.values(), NO_END_OF_AN_ATTEMPT),
            "rejected", names(FailureCode.values(), NO_END_OF_AN_ATTEMPT),
            "outage", names(MicrosoftService.values(), Set.of()));

    private final MeterRegistry registry;

    SyncMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (TaskSource source : TaskSource.values()) {
            delay(source);
            ENDS.forEach((outcome, reasons) -> reasons.forEach(reason -> attempts(outcome, reason, source)));
        }
    }

    void ended(Attempt attempt, Outcome outcome, Disposition disposition, Instant now) {
        Task task = attempt.task();
        attempts(outcome.label(), reason(outcome), task.source()).increment();
        if (disposition == Disposition.SETTLED) {
            age(outcome, task, now);
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
            case Outcome.Deferred deferred -> lower(deferred.service().name());
        };
    }

    private Timer delay(TaskSource source) {
        return Timer.builder("photosync.photo.sync.delay")
                .description("From a photo's change until SharePoint has it")
                .tag("lane", source.label())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(2))
                .register(registry);
    }

    private Counter attempts(String outcome, String reason, TaskSource source) {
        return registry.counter(
                "photosync.sync.attempts", "outcome", outcome, "reason", reason, "lane", source.label());
    }

    private static List<String> names(Enum<?>[] values, Set<? extends Enum<?>> without) {
        return Stream.of(values)
                .filter(value -> !without.contains(value))
                .map(value -> lower(value.name()))
                .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
