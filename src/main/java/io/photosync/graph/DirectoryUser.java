package io.photosync.graph;

import java.util.Optional;

/**
 * A user of the directory, as far as an answer tells: an item of a delta may leave out what has not changed, and says nothing by it.
 *
 * @param id object id, in lower case
 * @param userPrincipalName empty text where it is left out; for users of another tenant, guests or not, mostly in the {@code
 *     name_other.example#EXT#@tenant} form
 * @param displayName empty text where it is left out
 * @param mail no proof of a mailbox: only Exchange's answer about the photo is
 * @param guest by {@code userType}; an account from elsewhere may be a member, and an account of the tenant a guest
 * @param enabled whether the account may sign in
 */
public record DirectoryUser(
        String id,
        String userPrincipalName,
        String displayName,
        Optional<String> mail,
        Optional<Boolean> guest,
        Optional<Boolean> enabled) {

    /** For an answer about this user alone, which tells all: who has no type is a member, as accounts from before types are. */
    public boolean isGuest() {
        return guest.orElse(false);
    }
}
