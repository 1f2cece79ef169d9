package io.photosync.graph;

import java.util.Optional;

/**
 * A user of the directory, as far as an answer describes it: an item of a delta may leave out what has not changed,
 * which means nothing.
 *
 * @param id object id, in lower case
 * @param userPrincipalName empty when left out; for users of another tenant, guests or not, mostly in the {@code
 *     name_other.example#EXT#@tenant} form
 * @param displayName empty when left out
 * @param guest by {@code userType}; an account from elsewhere may be a member, and an account of the tenant a guest
 * @param enabled whether the account may sign in
 */
public record DirectoryUser(
        String id, String userPrincipalName, String displayName, Optional<Boolean> guest, Optional<Boolean> enabled) {

    /**
     * For a complete answer about this user alone: a user without a type is a member, as accounts from before types
     * are.
     */
    public boolean isGuest() {
        return guest.orElse(false);
    }
}
