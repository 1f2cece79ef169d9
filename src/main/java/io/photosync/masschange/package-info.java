/**
 * Guards against a mass change: the same bytes as the photo of many different users within a window. An incident, a
 * placeholder or a confused cache looks like that, and would be written for all users.
 *
 * <p>In: what all replicas settled, as the ledger folds it; operators' decisions. Out: whether the sync may write these
 * bytes for this user; after a release, events in the bulk lane for all held users.
 *
 * <p>Decided: nothing is kept only in memory. Held users are derived from {@code photo-settled}; decisions are in
 * {@code photosync-state}.
 */
package io.photosync.masschange;
