package io.photosync.ledger;

/** The users that photo sync manages. Must be asked before anything of a user is published or written. */
@FunctionalInterface
public interface Scope {

    /** @return false also when that is not known yet */
    boolean covers(UserState user);
}
