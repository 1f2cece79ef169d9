package io.photosync.ops.status;

import io.photosync.event.LeaderRecord;
import io.photosync.leader.Leadership;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether this replica leads, and which one led last. */
@ApplicationScoped
public class LeaderStatus implements StatusPart {
    private final Leadership leadership;

    LeaderStatus(Leadership leadership) {
        this.leadership = leadership;
    }

    public record State(boolean leads, Optional<Long> epoch, Optional<String> instance, Optional<Instant> since) {}

    @Override
    public String name() {
        return "leader";
    }

    @Override
    public State state() {
        Optional<LeaderRecord> last = leadership.leader();
        return new State(
                leadership.leads(),
                last.map(LeaderRecord::epoch),
                last.map(LeaderRecord::instance),
                last.map(LeaderRecord::since));
    }
}
