/**
 * Held removals, held leavers, and mass changes: what is held, and the operator's decision.
 *
 * <p>In: a decision with its reason. Out: what is held and what is decided.
 */
package io.photosync.ops.removal;
