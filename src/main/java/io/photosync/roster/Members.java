package io.photosync.roster;

import java.util.Optional;
import java.util.Set;

/**
 * Who is in the groups that bound the scope.
 *
 * @param group empty where there is no such bound
 */
record Members(Optional<Set<String>> group, Set<String> excluded) {

    boolean inScope(String userId) {
        return of(userId) == Membership.IN;
    }

    Membership of(String userId) {
        if (excluded.contains(userId)) {
            return Membership.EXCLUDED;
        }
        return group.map(members -> members.contains(userId)).orElse(true) ? Membership.IN : Membership.OUT;
    }
}
