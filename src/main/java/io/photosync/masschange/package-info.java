/**
 * Guards against a mass change: the same bytes as the photo of many different users within a window. An incident, a placeholder or
 * a cache that was mixed up looks like that, and would be written for all.
 *
 * <p>In: what all replicas settled, as the ledger folds it; operators' decisions. Out: whether the sync may write these bytes for
 * this user; after a release, events in the bulk lane for all users who were held. Nothing of it is kept in memory alone: who is
 * held is what {@code photo-settled} says, what was decided is in {@code photosync-state}.
 */
package io.photosync.masschange;
