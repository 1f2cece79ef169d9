package io.photosync.sync;

import io.photosync.event.Moment;
import io.photosync.kafka.LoopOwner;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.topics.TopicInitializer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps this process in the consumer group of the lanes, one {@link LaneSession} after the other, until it stops. */
@ApplicationScoped
public class LaneWorker implements LoopOwner {
    private final TopicInitializer topics;
    private final Instance<LaneSession> sessions;
    private final AttemptRunner runner;
    private final LaneGate gate;
    private final Clock clock;
    private final ServiceLoop loop;
    private volatile LaneState state;
    /** When there was last no work, or a known reason not to do it. */
    private Instant idleAt = Instant.MIN;

    LaneWorker(
            TopicInitializer topics, Instance<LaneSession> sessions, AttemptRunner runner, LaneGate gate, Clock clock) {
        this.topics = topics;
        this.sessions = sessions;
        this.runner = runner;
        this.gate = gate;
        this.clock = clock;
        this.state = LaneState.beginning(clock.instant());
        this.loop = new ServiceLoop("lanes", this::runSession, Watchdog.PATIENCE, clock);
    }

    /** As of the consumer's last turn. */
    public LaneState state() {
        return state;
    }

    @Override
    public Optional<String> stalled(Duration atLeast) {
        return runner.cannotWrite(atLeast).map(why -> "no outcome of a sync could be written " + why);
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    @Override
    public ServiceLoop loop() {
        return loop;
    }

    @Override
    public void stop() {
        loop.stop();
        runner.stopping();
    }

    private void runSession() throws InterruptedException {
        LaneSession session = sessions.get();
        try {
            run(session);
        } finally {
            session.close();
            sessions.destroy(session);
            state = LaneState.beginning(clock.instant());
        }
    }

    private void run(LaneSession session) throws InterruptedException {
        while (!loop.stopping()) {
            loop.turned();
            session.turn();
            state = session.state(runner.oldestStart(), Moment.later(runner.finishedAt(), idleAt));
            if (Stream.of(TaskSource.values()).noneMatch(this::shouldBeWorking)) {
                idleAt = clock.instant();
            }
        }
    }

    private boolean shouldBeWorking(TaskSource source) {
        return state.workIn(source) > 0 && gate.open(source);
    }
}
