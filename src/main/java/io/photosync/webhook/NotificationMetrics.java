package io.photosync.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** What arrived, and how fast it was answered. */
@ApplicationScoped
public class NotificationMetrics {
    private final MeterRegistry registry;

    public NotificationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(List<Verdict> verdicts) {
        verdicts.forEach(verdict -> count(verdict.decision()));
    }

    void count(String decision) {
        registry.counter("photosync.notifications", "decision", decision).increment();
    }

    void answered(int status, Duration after) {
        registry.timer("photosync.notifications.answer", "status", Integer.toString(status))
                .record(after);
    }
}
