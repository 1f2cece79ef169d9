package io.photosync.ops.user;

import io.photosync.event.RosterEntry;

/**
 * A user of the roster, in short.
 *
 * @param inScope whether photo sync manages the user
 * @param gone whether the directory no longer knows the user
 */
public record UserFound(
        String userId,
        String userPrincipalName,
        String displayName,
        boolean enabled,
        boolean guest,
        boolean mailbox,
        boolean inScope,
        boolean gone) {

    /** As the user is called: the directory may have no display name. */
    public String name() {
        return displayName.isBlank() ? userPrincipalName : displayName;
    }

    static UserFound of(String userId, RosterEntry entry) {
        return new UserFound(
                userId,
                entry.userPrincipalName(),
                entry.displayName(),
                entry.enabled(),
                entry.guest(),
                entry.mailbox(),
                entry.inScope(),
                entry.goneSince().isPresent());
    }
}
