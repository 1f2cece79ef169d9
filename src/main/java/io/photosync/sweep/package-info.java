/**
 * The sweep polls every user's photo metadata in successive passes. It guarantees that every change is found;
 * notifications only make it faster.
 *
 * <p>In: the roster, and Graph's answers in batches of twenty. Out: events through {@code detect}, and the state of the
 * pass, which the next leader resumes.
 *
 * <p>Decided: one pass is a {@link io.photosync.sweep.SweepCursor}, whose batches a {@link
 * io.photosync.sweep.SweepPass} sends. What follows from an answer is decided in {@code detect}, as for hints. Many
 * changes at once wait in a {@link io.photosync.sweep.BulkBacklog} for room in the bulk lane.
 */
package io.photosync.sweep;
