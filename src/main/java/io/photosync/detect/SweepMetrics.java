package io.photosync.detect;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.budget.Failure.Kind;
import io.photosync.detect.SweepState.Ended;
import io.photosync.detect.SweepState.Running;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The sweep in figures; the same on each replica. */
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
                "photosync.sweep.promise",
                "seconds",
                "Within which a change is noticed, as the rounds go now",
                now -> now.promise().within().toSeconds());
        gauge("photosync.sweep.backlog", null, "People who wait for room in the bulk lane", now -> now.state()
                .map(SweepState::backlog)
                .orElse(0));
        last(
                "round",
                "seconds",
                "How long the last round took",
                ended -> ended.took().toMillis() / 1_000.0);
        last("requests", null, "Requests of the last round", Ended::requests);
        last("found", null, "Changes found in the last round", Ended::found);
        last("failed", null, "People of whom Graph gave no answer in the last round", Ended::failed);
        unanswered(NoAnswers.UNKNOWN_CODE);
        unanswered(RoundTally.NO_MAILBOX);
        Stream.of(Kind.values())
                .filter(kind -> kind != Kind.REFUSED)
                .map(NoAnswers::reason)
                .forEach(this::unanswered);
        gauge(
                "photosync.sweep.promise.kept",
                null,
                "1 while changes are noticed as soon as was promised, 0 while they are not",
                now -> now.promise().broken().isEmpty() ? 1 : 0);
        running("looked", "People looked at in this round", Running::looked);
        running("people", "People of this round", Running::of);
    }

    private void unanswered(String reason) {
        Gauge.builder("photosync.sweep.unanswered", view, now -> now.state()
                        .flatMap(SweepState::last)
                        .flatMap(Ended::answers)
                        .map(answers -> answers.none().users(reason))
                        .orElse(0))
                .tag("reason", reason)
                .description("Users of whom Graph said nothing in the last round, those who had a photo and are said"
                        + " to have no mailbox included")
                .register(registry);
    }

    private void last(String name, String unit, String what, ToDoubleFunction<Ended> value) {
        gauge("photosync.sweep." + name, unit, what, now -> now.state()
                .flatMap(SweepState::last)
                .map(value::applyAsDouble)
                .orElse(0.0));
    }

    private void running(String name, String what, ToDoubleFunction<Running> value) {
        gauge("photosync.sweep." + name, null, what, now -> {
            Optional<Running> running = now.state().flatMap(SweepState::running);
            return running.map(value::applyAsDouble).orElse(0.0);
        });
    }

    private void gauge(String name, String unit, String what, ToDoubleFunction<SweepView> value) {
        Gauge.builder(name, view, value).baseUnit(unit).description(what).register(registry);
    }
}
