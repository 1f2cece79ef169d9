package io.photosync.ops.status;

import io.photosync.masschange.MassChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether photos are held because many users got the same. */
@ApplicationScoped
public class MassChangesStatus implements StatusPart {
    private final MassChanges changes;

    MassChangesStatus(MassChanges changes) {
        this.changes = changes;
    }

    /**
     * @param state {@code passing} or {@code held}
     * @param since when the first user was held
     * @param photos number of photos without a decision
     * @param users number of users held for them
     */
    public record State(String state, Optional<Instant> since, int photos, int users) {}

    @Override
    public String name() {
        return "massChanges";
    }

    @Override
    public State state() {
        return changes.undecided()
                .map(held -> new State("held", Optional.of(held.since()), held.photos(), held.users()))
                .orElseGet(() -> new State("passing", Optional.empty(), 0, 0));
    }
}
