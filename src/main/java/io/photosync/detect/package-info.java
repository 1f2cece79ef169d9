/**
 * Is the photo another one than the one that was settled?
 *
 * <p>In: hints from {@code user-changed}; the photo's metadata as Graph has it now; what the ledger knows. Out: an event in its
 * lane, or nothing. A hint says only "look at this user": the look decides. A removal needs two answers "no photo", the second to
 * a request of its own.
 */
package io.photosync.detect;
