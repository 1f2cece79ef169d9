package io.photosync.ops.status;

import io.photosync.roster.DirectorySyncState;
import io.photosync.roster.RosterCounts;
import io.photosync.roster.RosterView;
import io.photosync.roster.ScopeState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who there is, and whom photo sync looks after. */
@ApplicationScoped
class RosterStatus implements StatusPart {
    private final RosterView view;

    RosterStatus(RosterView view) {
        this.view = view;
    }

    /**
     * @param everybodyReadAt when the whole directory was read last; {@code changesReadAt} what changed since
     * @param trouble what cannot be read now: the directory, or a group
     */
    record State(
            boolean enabled,
            RosterCounts counts,
            Optional<Instant> everybodyReadAt,
            Optional<Instant> changesReadAt,
            Scope scope,
            List<String> trouble) {}

    /** The groups by which people are in scope, and when their members were last read. */
    record Scope(Optional<String> groupId, Optional<String> excludedGroupId, Optional<Instant> readAt) {}

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public State state() {
        DirectorySyncState note = view.directory();
        ScopeState scope = view.scope();
        return new State(
                view.enabled(),
                view.counts(),
                note.completeAt(),
                note.changesAt(),
                new Scope(scope.groupId(), scope.excludedGroupId(), scope.readAt()),
                view.troubles());
    }
}
