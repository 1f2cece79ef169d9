/**
 * Detects whether a user's photo differs from the one that was settled.
 *
 * <p>In: hints from {@code user-changed}; the photo's metadata as Graph has it now; what the ledger knows. Out: an
 * event in its lane, or nothing; a first answer "no photo" becomes a removal candidate.
 *
 * <p>Decided: a hint says only "check this user"; what Graph answers decides. Hints have a share of the live lane
 * ({@link io.photosync.detect.LiveLaneShare}); what exceeds it goes to the bulk lane or is left to the sweep.
 */
package io.photosync.detect;
