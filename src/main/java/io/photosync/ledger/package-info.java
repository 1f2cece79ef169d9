/**
 * The fold: the known state of each user, on every replica.
 *
 * <p>In: all partitions of the compacted topics, from the beginning. Out: one {@link io.photosync.ledger.UserState} per
 * user, whether that user is in sync ({@link io.photosync.ledger.SyncStatus}), and the fold's progress. A caller that
 * must read what it wrote writes through {@link io.photosync.ledger.LedgerWriter}. There is no order between topics, so
 * each topic has a slot of its own and slots are compared by event and ETag, never by arrival. Also: what may become of
 * a user at all, which several rooms ask before they publish or write: {@link io.photosync.ledger.Scope}, {@link
 * io.photosync.ledger.Mode}, {@link io.photosync.ledger.RemovalWindow}.
 *
 * <p>Decided: slots hold bytes, not objects, and an event is dropped once SharePoint reflects it, if the user is in the
 * roster: with 100,000 users 65 MB of heap are in use, not 190.
 */
package io.photosync.ledger;
