/**
 * Is the photo another one than the one that was settled?
 *
 * <p>In: hints from {@code user-changed}; the sweep through the roster; the photo's metadata as Graph has it now; what the ledger
 * knows. Out: an event in its lane, or nothing. A hint says only "look at this user": the look decides. A removal needs two answers
 * "no photo", the second to a request of its own.
 *
 * <p>The sweep is what guarantees that a change is found; hints make it faster. Each round is one {@link io.photosync.detect.Round},
 * cut into batches that one {@link io.photosync.detect.RoundRun} sends; what follows from an answer is decided where hints are
 * decided too. Many changes at once wait in a {@link io.photosync.detect.Backlog} for room in the bulk lane; those that hints lead to
 * have a share of the live lane, {@link io.photosync.detect.LiveShare}.
 *
 * <p>Too many removals are held back until an operator decides. The order stands in {@link io.photosync.detect.RemovalState} until all
 * whom it is about have been found and seen to, by this leader or the next.
 */
package io.photosync.detect;
