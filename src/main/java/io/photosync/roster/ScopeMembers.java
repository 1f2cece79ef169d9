package io.photosync.roster;

import java.util.Optional;
import java.util.Set;

/**
 * User ids in the groups that define the scope.
 *
 * @param group empty without a scope group: all users are in scope unless excluded
 */
record ScopeMembers(Optional<Set<String>> group, Set<String> excluded) {

    boolean inScope(String userId) {
        return of(userId) == GroupMembership.IN;
    }

    GroupMembership of(String userId) {
        if (excluded.contains(userId)) {
            return GroupMembership.EXCLUDED;
        }
        return group.map(members -> members.contains(userId)).orElse(true) ? GroupMembership.IN : GroupMembership.OUT;
    }
}
