/**
 * Who there is in the tenant, and whom of them photo sync looks after.
 *
 * <p>In: the directory's people and their changes, the members of the groups that bound the scope. Out: one {@link
 * io.photosync.event.RosterEntry} for each person in {@code photosync-roster}, written where it changed. Only the leader reads
 * the directory; every replica knows the roster through its ledger.
 */
package io.photosync.roster;
