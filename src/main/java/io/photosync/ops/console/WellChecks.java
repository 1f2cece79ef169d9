package io.photosync.ops.console;

import io.photosync.ops.console.OverviewHeadline.FailedCheck;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The checks of {@code /q/health/well} that are down. */
@ApplicationScoped
class WellChecks {
    /** Some walk through all users. */
    private static final Duration KEPT = Duration.ofSeconds(3);

    private final Instance<HealthCheck> checks;
    private final Remembered<List<FailedCheck>> failed;

    WellChecks(@Any @Wellness Instance<HealthCheck> checks, Clock clock) {
        this.checks = checks;
        this.failed = new Remembered<>(this::ask, KEPT, clock);
    }

    List<FailedCheck> failed() {
        return failed.get();
    }

    private List<FailedCheck> ask() {
        return checks.stream()
                .map(HealthCheck::call)
                .filter(answer -> answer.getStatus() == HealthCheckResponse.Status.DOWN)
                .map(answer -> new FailedCheck(answer.getName(), detail(answer)))
                .toList();
    }

    private static String detail(HealthCheckResponse answer) {
        return answer.getData()
                .map(data -> data.entrySet().stream()
                        .map(entry -> entry.getKey().equals("state")
                                ? entry.getValue().toString()
                                : entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")))
                .orElse("down");
    }
}
