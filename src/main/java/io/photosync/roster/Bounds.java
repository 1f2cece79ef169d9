package io.photosync.roster;

import io.photosync.event.ScopeSettings;
import java.util.Locale;
import java.util.Optional;

/** The groups that bound the scope, by object id in lower case. */
record Bounds(Optional<String> group, Optional<String> excluded) {
    static final String GROUP = "photosync.scope.group-id";
    static final String EXCLUDED_GROUP = "photosync.scope.excluded-group-id";
    static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    static Bounds of(ScopeSettings settings) {
        return new Bounds(
                settings.groupId().map(Bounds::lower),
                settings.excludedGroupId().map(Bounds::lower));
    }

    /** Whether anybody is out of scope. */
    boolean any() {
        return group.isPresent() || excluded.isPresent();
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
