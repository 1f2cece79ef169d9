package io.photosync.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Metrics of received items and of response times. */
@Startup
@ApplicationScoped
public class NotificationMetrics {
    private final MeterRegistry registry;

    public NotificationMetrics(MeterRegistry registry) {
        this.registry = registry;
        Stream.of("hint", "lifecycle", "forged", "other_resource", "test_message", "unusable", "malformed", "crowded")
                .forEach(this::items);
        Stream.of(202, 400, 503).forEach(this::responses);
    }

    void count(List<NotificationKind> verdicts) {
        verdicts.forEach(verdict -> count(verdict.decision()));
    }

    void count(String decision) {
        items(decision).increment();
    }

    void answered(int status, Duration after) {
        responses(status).record(after);
    }

    private Counter items(String result) {
        return registry.counter("photosync.webhook.items", "result", result);
    }

    private Timer responses(int status) {
        return registry.timer("photosync.webhook.response", "status", Integer.toString(status));
    }
}
