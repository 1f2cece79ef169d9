package io.photosync.ledger;

/** Whom photo sync looks after. Whoever is about to publish or write something of a user asks first. */
@FunctionalInterface
public interface Scope {

    /** @return false also when that is not known yet */
    boolean covers(UserState user);
}
