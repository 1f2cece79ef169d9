/**
 * The fold: what is known of each user, on every replica.
 *
 * <p>In: all partitions of the compacted topics, from the beginning. Out: one {@link io.photosync.ledger.UserState} per user, and how far
 * the fold has come. There is no order between topics, so each topic has a slot of its own and slots are compared by event and
 * ETag, never by arrival.
 *
 * <p>Decided: slots hold bytes, not objects, and an event of somebody in the roster goes once SharePoint shows what it led to: with
 * 100,000 people 65 MB of heap are in use, not 190.
 */
package io.photosync.ledger;
