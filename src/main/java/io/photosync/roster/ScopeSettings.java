package io.photosync.roster;

import io.photosync.event.Guid;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The users that photo sync manages: {@code photosync.scope}. */
@ConfigMapping(prefix = "photosync.scope")
public interface ScopeSettings {
    String RULE = "must be the object id of a group, a GUID, got '${validatedValue}'";

    /** Only the members of this group, nested groups included; all users when not set. */
    Optional<@Pattern(regexp = Guid.REGEX, message = RULE) String> groupId();

    /** Never the members of this one. */
    Optional<@Pattern(regexp = Guid.REGEX, message = RULE) String> excludedGroupId();

    /** Whether there is any bound: then users not known to be within it are not managed. */
    default boolean bounded() {
        return groupId().isPresent() || excludedGroupId().isPresent();
    }
}
