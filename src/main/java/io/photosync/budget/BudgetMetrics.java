package io.photosync.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.photosync.call.MicrosoftService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** Limits and usage as metrics. */
@ApplicationScoped
public class BudgetMetrics {
    private final Budget budget;
    private final MeterRegistry registry;
    private final Clock clock;

    public BudgetMetrics(Budget budget, MeterRegistry registry, Clock clock) {
        this.budget = budget;
        this.registry = registry;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        for (MicrosoftService service : MicrosoftService.values()) {
            Tags tags = Tags.of("service", service.label());
            registry.gauge("photosync.rate.limit.waiting", tags, budget, all -> waiting(all.state(service)));
            registry.gauge(
                    "photosync.rate.limit.paused",
                    tags,
                    budget,
                    all -> all.state(service).stoppedUntil().isPresent() ? 1 : 0);
            Gauge.builder("photosync.rate.limit.pause.remaining", budget, all -> left(all.state(service)))
                    .baseUnit("seconds")
                    .description("How long requests to the service are still paused, as it asked; 0 when they are not")
                    .tags(tags)
                    .register(registry);
            budget.state(service).accounts().forEach(account -> {
                Tags named = tags.and("limit", account.name().replace('-', '_'));
                registry.gauge(
                        "photosync.rate.limit.limit",
                        named,
                        budget,
                        all -> of(all, service, account.name(), BudgetState.AccountState::limit));
                registry.gauge(
                        "photosync.rate.limit.used",
                        named,
                        budget,
                        all -> of(all, service, account.name(), BudgetState.AccountState::used));
            });
        }
    }

    private double left(BudgetState state) {
        return state.stoppedUntil()
                .map(until -> Duration.between(clock.instant(), until).toMillis() / 1_000.0)
                .map(seconds -> Math.max(0, seconds))
                .orElse(0.0);
    }

    private static int waiting(BudgetState state) {
        return state.waiting().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long of(
            Budget budget, MicrosoftService service, String name, ToLongFunction<BudgetState.AccountState> what) {
        return budget.state(service).accounts().stream()
                .filter(account -> account.name().equals(name))
                .mapToLong(what)
                .findFirst()
                .orElse(0);
    }
}
