package io.photosync.roster;

import java.util.Optional;
import java.util.Set;

/**
 * Who is to be looked after, as the directory has it now.
 *
 * @param only the members of the group that bounds the scope; absent where none does
 * @param never the members of the excluded group
 */
record Scope(Optional<Set<String>> only, Set<String> never) {
    static final Scope EVERYBODY = new Scope(Optional.empty(), Set.of());

    boolean includes(String userId) {
        return only.map(members -> members.contains(userId)).orElse(true) && !never.contains(userId);
    }
}
