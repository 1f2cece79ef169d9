package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.photosync.event.WrittenFiles;
import io.photosync.sync.Outcome.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SyncMetrics metrics = new SyncMetrics(registry);

    @Test
    void every_outcome_has_its_series_before_the_first_attempt() {
        // Given
        Set<Meter.Id> before = series();

        // When
        for (Task task : List.of(Samples.live("ada", 1), Samples.bulk("ada", 1), Samples.retry("ada", 1))) {
            Attempt attempt = new Attempt(task, "here", "1", 1, Samples.NOON);
            outcomes().forEach(outcome -> metrics.ended(attempt, outcome, Disposition.WAITS, Samples.NOON));
        }

        // Then
        assertThat(series()).isEqualTo(before);
        assertThat(outcomes().map(Outcome::getClass).distinct()).hasSameSizeAs(records(Outcome.class));
    }

    /** What never happens would look like something to watch. */
    @Test
    void no_series_is_there_that_no_outcome_counts_in() {
        // When
        Attempt attempt = new Attempt(Samples.live("ada", 1), "here", "1", 1, Samples.NOON);
        outcomes().forEach(outcome -> metrics.ended(attempt, outcome, Disposition.WAITS, Samples.NOON));

        // Then
        assertThat(registry.find("photosync.sync.attempts").tag("lane", "live").counters())
                .allSatisfy(counter -> assertThat(counter.count())
                        .as(counter.getId().toString())
                        .isPositive());
    }

    private Set<Meter.Id> series() {
        return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }

    /** One of each record, with each reason that it may have. */
    private static Stream<Outcome> outcomes() {
        Failure refusal = Failure.unreadable(MicrosoftService.SHAREPOINT, "locked", "a policy");
        WrittenFiles files = new WrittenFiles(Samples.NOON, 1, 2, 3);
        List<Outcome> all = new ArrayList<>(List.of(
                new Outcome.Synced("sha", "ada", files, "ada@contoso.example"),
                new Outcome.Unchanged("sha", "ada", Optional.empty(), Optional.empty()),
                Outcome.Removed.now(Optional.empty()),
                new Outcome.FilesKept("ada", List.of("ada_SThumb.jpg"), refusal),
                new Outcome.Held("sha"),
                new Outcome.Unconfirmed("too old")));
        Arrays.stream(SkipReason.values())
                .filter(reason -> reason != SkipReason.MASS_CHANGE_HELD)
                .forEach(reason -> all.add(new Outcome.Skipped(reason)));
        FailureCode.ofLetters().stream()
                .filter(code -> code != FailureCode.EVENT_UNREADABLE)
                .forEach(code -> {
                    all.add(new Outcome.Retry(code, Evidence.of("failed"), Optional.empty()));
                    all.add(new Outcome.Rejected(code, Evidence.of("refused")));
                });
        Arrays.stream(MicrosoftService.values()).forEach(service -> all.add(new Outcome.Deferred(service, "away")));
        return all.stream();
    }

    private static List<Class<?>> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type).stream() : Stream.of(type))
                .toList();
    }
}
