package io.photosync.sweep;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.call.Failure.Kind;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Gauges of the sweep; the same on each replica. */
@ApplicationScoped
class SweepMetrics {
    private final SweepView view;
    private final MeterRegistry registry;

    SweepMetrics(SweepView view, MeterRegistry registry) {
        this.view = view;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        if (!view.enabled()) {
            return;
        }
        gauge(
                "photosync.sweep.detection.delay",
                "seconds",
                "Within which a change is detected, as the passes go now",
                now -> now.promise().within().toSeconds());
        gauge("photosync.bulk.backlog.users", null, "Users that wait for room in the bulk lane", now -> now.state()
                .map(SweepState::backlog)
                .orElse(0));
        last(
                "photosync.sweep.last.pass",
                "seconds",
                "How long the last pass took",
                ended -> ended.took().toMillis() / 1_000.0);
        last("photosync.sweep.last.pass.requests", null, "Requests of the last pass", Ended::requests);
        last("photosync.sweep.last.pass.changes", null, "Changes found in the last pass", Ended::found);
        last(
                "photosync.sweep.last.pass.failures",
                null,
                "Users for whom Graph gave no answer in the last pass",
                Ended::failed);
        unanswered(MissingAnswers.UNKNOWN_CODE);
        unanswered(SweepCounters.NO_MAILBOX);
        Stream.of(Kind.values())
                .filter(kind -> kind != Kind.REFUSED)
                .map(MissingAnswers::reason)
                .forEach(this::unanswered);
        gauge(
                "photosync.sweep.on.schedule",
                null,
                "1 while changes are detected within the configured time, 0 otherwise",
                now -> now.promise().broken().isEmpty() ? 1 : 0);
        running("checked", Running::looked);
        running("total", Running::of);
    }

    private void unanswered(String reason) {
        Gauge.builder("photosync.sweep.last.pass.unanswered", view, now -> now.state()
                        .flatMap(SweepState::last)
                        .flatMap(Ended::answers)
                        .map(answers -> answers.none().users(reason))
                        .orElse(0))
                .tag("reason", reason)
                .description("Users of whom Graph said nothing in the last pass, those who had a photo and are said"
                        + " to have no mailbox included")
                .register(registry);
    }

    private void last(String name, String unit, String what, ToDoubleFunction<Ended> value) {
        gauge(name, unit, what, now -> now.state()
                .flatMap(SweepState::last)
                .map(value::applyAsDouble)
                .orElse(0.0));
    }

    private void running(String state, ToDoubleFunction<Running> value) {
        Gauge.builder("photosync.sweep.pass.users", view, now -> {
                    Optional<Running> running = now.state().flatMap(SweepState::running);
                    return running.map(value::applyAsDouble).orElse(0.0);
                })
                .tag("state", state)
                .description("Users of the pass that is under way: all, and those whose photo was checked so far")
                .register(registry);
    }

    private void gauge(String name, String unit, String what, ToDoubleFunction<SweepView> value) {
        Gauge.builder(name, view, value).baseUnit(unit).description(what).register(registry);
    }
}
