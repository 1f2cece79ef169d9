package io.photosync.roster;

import java.util.Optional;
import java.util.Set;

/**
 * Who is in the groups that bound the scope.
 *
 * @param group empty where there is no such bound
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
