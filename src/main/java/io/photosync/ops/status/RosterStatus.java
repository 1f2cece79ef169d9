package io.photosync.ops.status;

import io.photosync.roster.DirectorySyncState;
import io.photosync.roster.RosterCounts;
import io.photosync.roster.RosterView;
import io.photosync.roster.ScopeState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Numbers of users, and the state of reading the directory. */
@ApplicationScoped
public class RosterStatus implements StatusPart {
    private final RosterView view;

    RosterStatus(RosterView view) {
        this.view = view;
    }

    /**
     * @param everybodyReadAt end of the last full read; {@code changesReadAt} last read of changes
     * @param trouble what cannot be read at present: the directory, or a group
     */
    public record State(
            boolean enabled,
            RosterCounts counts,
            Optional<Instant> everybodyReadAt,
            Optional<Instant> changesReadAt,
            Scope scope,
            List<String> trouble) {}

    /** The groups that define the scope, and when their members were last read. */
    public record Scope(Optional<String> groupId, Optional<String> excludedGroupId, Optional<Instant> readAt) {}

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
