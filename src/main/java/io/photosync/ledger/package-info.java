/**
 * The fold: what is known of each user, on every replica.
 *
 * <p>In: all partitions of the compacted topics, from the beginning. Out: one {@link io.photosync.ledger.Known} per user, and how far
 * the fold has come. There is no order between topics, so each topic has a slot of its own and slots are compared by event and
 * ETag, never by arrival.
 */
package io.photosync.ledger;
