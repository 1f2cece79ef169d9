package io.photosync.sync;

import io.photosync.kafka.KafkaUser;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.TopicInitializer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps this process a member of the group that works on the lanes, from start to end. */
@ApplicationScoped
public class LaneWorker implements KafkaUser, StopsInOrder {
    private final TopicInitializer topics;
    private final LaneSession.Needs needs;
    private final AttemptRunner attemptRunner;
    private final Clock clock;
    private final ServiceLoop loop;
    private volatile LaneState state;
    /** When there was last nothing to do, or a known reason not to do it. */
    private Instant excusedAt = Instant.MIN;

    LaneWorker(TopicInitializer topics, LaneSession.Needs needs, AttemptRunner attemptRunner, Clock clock) {
        this.topics = topics;
        this.needs = needs;
        this.attemptRunner = attemptRunner;
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
    public Optional<String> stalled(Duration atLeast) {
        return attemptRunner.cannotWrite(atLeast).map(why -> "no end of a sync could be written " + why);
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.WORK;
    }

    @Override
    public void stop() {
        loop.stop();
        attemptRunner.stopping();
    }

    @Override
    public void awaitStopped(Duration atMost) throws InterruptedException {
        loop.ended(atMost);
    }

    private void belong() throws InterruptedException {
        LaneSession laneSession = new LaneSession(needs);
        try {
            work(laneSession);
        } finally {
            laneSession.close();
            state = LaneState.beginning(clock.instant());
        }
    }

    private void work(LaneSession laneSession) throws InterruptedException {
        while (!loop.stopping()) {
            loop.turned();
            laneSession.turn();
            state = laneSession.state(attemptRunner.oldestStart(), latest(attemptRunner.finishedAt(), excusedAt));
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
