package io.photosync.roster;

import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * By which groups the roster's entries say who is in scope; kept in {@code photosync-state}.
 *
 * @param groupId whose members are; empty for everybody
 * @param excludedGroupId whose members are not
 * @param readAt when the members were last read; empty when they never were
 * @param trouble why the last try failed
 */
public record ScopeState(
        Optional<String> groupId,
        Optional<String> excludedGroupId,
        Optional<Instant> readAt,
        Optional<String> trouble) {
    static final String KEY = "roster-scope";
    static final ScopeState UNREAD =
            new ScopeState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static ScopeState of(Ledger ledger) {
        return ledger.state(KEY, ScopeState.class).orElse(UNREAD);
    }

    static ScopeState read(ScopeGroups scopeGroups, Instant now) {
        return new ScopeState(scopeGroups.group(), scopeGroups.excluded(), Optional.of(now), Optional.empty());
    }

    ScopeState failed(String why) {
        return new ScopeState(groupId, excludedGroupId, readAt, Optional.of(why));
    }

    /** Whether the entries go by these groups, and not by those of earlier settings. */
    boolean goesBy(ScopeGroups scopeGroups) {
        return readAt.isPresent()
                && groupId.equals(scopeGroups.group())
                && excludedGroupId.equals(scopeGroups.excluded());
    }
}
