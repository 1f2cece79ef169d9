package io.photosync.sync;

import io.photosync.event.KafkaUser;
import io.photosync.event.ServiceLoop;
import io.photosync.event.TopicsAtStart;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps this process a member of the group that works on the lanes, from start to end. */
@ApplicationScoped
public class Lanes implements KafkaUser {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final TopicsAtStart topics;
    private final Membership.Needs needs;
    private final Attempts attempts;
    private final Clock clock;
    private final ServiceLoop loop;
    private volatile LaneState state;
    /** When there was last nothing to do, or a known reason not to do it. */
    private Instant excusedAt = Instant.MIN;

    Lanes(TopicsAtStart topics, Membership.Needs needs, Attempts attempts, Clock clock) {
        this.topics = topics;
        this.needs = needs;
        this.attempts = attempts;
        this.clock = clock;
        this.state = LaneState.beginning(clock.instant());
        // How long a turn may take the watchdog says.
        this.loop = new ServiceLoop("lanes", this::belong, Watchdog.PATIENCE, clock);
    }

    /** How the lanes stood at the consumer's last turn. */
    public LaneState state() {
        return state;
    }

    @Override
    public Optional<String> standsStill(Duration atLeast) {
        return attempts.cannotWrite(atLeast).map(why -> "no end of a sync could be written " + why);
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    /** First of all that stops: what is in hand still needs its clients. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        loop.stop();
        attempts.stopping();
        loop.ended(GRACE);
    }

    private void belong() throws InterruptedException {
        Membership membership = new Membership(needs);
        try {
            work(membership);
        } finally {
            membership.close();
            state = LaneState.beginning(clock.instant());
        }
    }

    private void work(Membership membership) throws InterruptedException {
        while (!loop.stopping()) {
            loop.turned();
            membership.turn();
            state = membership.state(attempts.oldestStart(), latest(attempts.finishedAt(), excusedAt));
            if (Stream.of(TaskSource.values()).noneMatch(this::shouldBeWorking)) {
                excusedAt = clock.instant();
            }
        }
    }

    private boolean shouldBeWorking(TaskSource lane) {
        return state.workIn(lane) > 0 && needs.admission().open(lane);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
