package io.photosync.roster;

import java.util.Locale;
import java.util.Optional;

/** Object ids of the groups that define the scope, in lower case. */
record ScopeGroups(Optional<String> group, Optional<String> excluded) {
    static final String GROUP = "photosync.scope.group-id";
    static final String EXCLUDED_GROUP = "photosync.scope.excluded-group-id";
    static final ScopeGroups NONE = new ScopeGroups(Optional.empty(), Optional.empty());

    static ScopeGroups of(ScopeSettings settings) {
        return new ScopeGroups(
                settings.groupId().map(ScopeGroups::lower),
                settings.excludedGroupId().map(ScopeGroups::lower));
    }

    /** Whether the scope is limited at all. */
    boolean any() {
        return group.isPresent() || excluded.isPresent();
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
