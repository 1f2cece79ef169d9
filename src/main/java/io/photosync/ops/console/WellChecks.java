package io.photosync.ops.console;

import io.photosync.ops.console.Verdict.FailedCheck;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The checks of {@code /q/health/well} that are down. */
@ApplicationScoped
class WellChecks {
    private final Instance<HealthCheck> checks;

    WellChecks(@Any @Wellness Instance<HealthCheck> checks) {
        this.checks = checks;
    }

    List<FailedCheck> failed() {
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
