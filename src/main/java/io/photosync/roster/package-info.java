/**
 * The tenant's users, and which of them photo sync manages.
 *
 * <p>In: the directory's users and their changes; the members of the groups that define the scope. Out: one {@link
 * io.photosync.event.RosterEntry} per user in {@code photosync-roster}, written when it changed; tombstones on all
 * topics for users who have been gone for long. Only the leader reads the directory; every replica knows the roster
 * through its ledger.
 *
 * <p>Decided: a user is gone only when the directory says so of that user, and no user is in a scope whose groups were
 * never read.
 */
package io.photosync.roster;
