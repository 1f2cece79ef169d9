/**
 * Who there is in the tenant, and whom of them photo sync looks after.
 *
 * <p>In: the directory's people and their changes, the members of the groups that bound the scope. Out: one {@link
 * io.photosync.event.RosterEntry} for each person in {@code photosync-roster}, written where it changed; nulls on all topics for
 * those who are gone for long. Only the leader reads the directory; every replica knows the roster through its ledger. Nobody is
 * gone of whom the directory has not said so, and nobody is in a scope whose groups were never read.
 */
package io.photosync.roster;
