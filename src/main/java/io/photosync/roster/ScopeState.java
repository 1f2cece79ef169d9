package io.photosync.roster;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * The groups that the roster's scope flags are based on; kept in {@code photosync-state}.
 *
 * @param groupId the scope group; empty when all users are in scope
 * @param excludedGroupId the group whose members are out of scope
 * @param readAt last complete read of the members; empty before the first
 * @param trouble message of the last read, if it failed
 */
public record ScopeState(
        Optional<String> groupId,
        Optional<String> excludedGroupId,
        Optional<Instant> readAt,
        Optional<String> trouble) {
    static final ScopeState UNREAD =
            new ScopeState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static ScopeState of(Ledger ledger) {
        return ledger.state(StateKey.SCOPE, ScopeState.class).orElse(UNREAD);
    }

    static ScopeState read(ScopeGroups scopeGroups, Instant now) {
        return new ScopeState(scopeGroups.group(), scopeGroups.excluded(), Optional.of(now), Optional.empty());
    }

    ScopeState failed(String why) {
        return new ScopeState(groupId, excludedGroupId, readAt, Optional.of(why));
    }

    /** Whether the scope flags are based on these groups and not on earlier settings. */
    boolean definedBy(ScopeGroups scopeGroups) {
        return readAt.isPresent()
                && groupId.equals(scopeGroups.group())
                && excludedGroupId.equals(scopeGroups.excluded());
    }
}
