package io.photosync.roster;

import io.photosync.event.ScopeSettings;
import java.util.Locale;
import java.util.Optional;

/** The groups that bound the scope, by object id in lower case. */
record ScopeGroups(Optional<String> group, Optional<String> excluded) {
    static final String GROUP = "photosync.scope.group-id";
    static final String EXCLUDED_GROUP = "photosync.scope.excluded-group-id";
    static final ScopeGroups NONE = new ScopeGroups(Optional.empty(), Optional.empty());

    static ScopeGroups of(ScopeSettings settings) {
        return new ScopeGroups(
                settings.groupId().map(ScopeGroups::lower),
                settings.excludedGroupId().map(ScopeGroups::lower));
    }

    /** Whether anybody is out of scope. */
    boolean any() {
        return group.isPresent() || excluded.isPresent();
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
