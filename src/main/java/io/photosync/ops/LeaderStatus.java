package io.photosync.ops;

import io.photosync.event.Leader;
import io.photosync.leader.Leadership;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether the replica that answers leads, and which one led last. */
@ApplicationScoped
class LeaderStatus implements StatusPart {
    private final Leadership leadership;

    LeaderStatus(Leadership leadership) {
        this.leadership = leadership;
    }

    record State(boolean leads, Optional<Long> epoch, Optional<String> instance, Optional<Instant> since) {}

    @Override
    public String name() {
        return "leader";
    }

    @Override
    public State state() {
        Optional<Leader> last = leadership.leader();
        return new State(
                leadership.leads(), last.map(Leader::epoch), last.map(Leader::instance), last.map(Leader::since));
    }
}
