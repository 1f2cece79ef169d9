package io.photosync.roster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** The roster in figures; the same on each replica. */
@ApplicationScoped
class RosterMetrics {
    private final RosterView view;
    private final MeterRegistry registry;
    private final Clock clock;

    RosterMetrics(RosterView view, MeterRegistry registry, Clock clock) {
        this.view = view;
        this.registry = registry;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        if (!view.enabled()) {
            return;
        }
        people("all", RosterCounts::people);
        people("looked-after", RosterCounts::lookedAfter);
        people("with-photo", RosterCounts::withPhoto);
        people("guest", RosterCounts::guests);
        people("external-member", RosterCounts::externalMembers);
        people("without-mailbox", RosterCounts::withoutMailbox);
        people("disabled", RosterCounts::disabled);
        people("out-of-scope", RosterCounts::outOfScope);
        people("gone", RosterCounts::gone);
        Gauge.builder("photosync.roster.age", view, this::age)
                .baseUnit("seconds")
                .description("Since the directory's changes were last read; NaN before the first time")
                .register(registry);
        Gauge.builder("photosync.roster.trouble", view, now -> now.troubles().size())
                .description("Reads of the directory or of a scope's group that failed when they were last tried")
                .register(registry);
    }

    private void people(String kind, ToIntFunction<RosterCounts> count) {
        Gauge.builder("photosync.roster.people", view, now -> count.applyAsInt(now.counts()))
                .description("People of the roster; the kinds overlap")
                .tag("kind", kind)
                .register(registry);
    }

    private double age(RosterView now) {
        return now.directory()
                .changesAt()
                .map(read -> (double) Duration.between(read, clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }
}
