package io.photosync.ops;

import io.photosync.event.Leader;
import io.photosync.leader.Leadership;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which replica does the work of which there is only one. */
@ApplicationScoped
class LeaderStatus implements StatusPart {
    private final Leadership leadership;

    LeaderStatus(Leadership leadership) {
        this.leadership = leadership;
    }

    /** @param last who led last, as far as this replica knows */
    record State(boolean thisReplica, Optional<Leader> last) {}

    @Override
    public String name() {
        return "leader";
    }

    @Override
    public State state() {
        return new State(leadership.leads(), leadership.leader());
    }
}
