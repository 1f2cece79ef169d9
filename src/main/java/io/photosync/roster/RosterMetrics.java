package io.photosync.roster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** Gauges of the roster; the same on each replica. */
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
        users("all", RosterCounts::people);
        users("managed", RosterCounts::lookedAfter);
        users("with_photo", RosterCounts::withPhoto);
        users("guest", RosterCounts::guests);
        users("external_member", RosterCounts::externalMembers);
        users("without_mailbox", RosterCounts::withoutMailbox);
        users("disabled", RosterCounts::disabled);
        users("out_of_scope", RosterCounts::outOfScope);
        users("gone", RosterCounts::gone);
        Gauge.builder("photosync.roster.age", view, this::age)
                .baseUnit("seconds")
                .description("Since the directory's changes were last read; NaN before the first time")
                .register(registry);
        Gauge.builder("photosync.roster.read.errors", view, now -> now.troubles()
                        .size())
                .description("Reads of the directory or of a scope's group that failed when they were last tried")
                .register(registry);
    }

    private void users(String state, ToIntFunction<RosterCounts> count) {
        Gauge.builder("photosync.roster.users", view, now -> count.applyAsInt(now.counts()))
                .description("Users of the roster; the states overlap")
                .tag("state", state)
                .register(registry);
    }

    private double age(RosterView now) {
        return now.directory()
                .changesAt()
                .map(read -> (double) Duration.between(read, clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }
}
