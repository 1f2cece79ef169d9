/**
 * The open dead letters: how operators see, replay and discard them.
 *
 * <p>In: the ledger, and a selection of letters. Out: new events, or {@code DISCARDED} and a tombstone.
 *
 * <p>Decided: every change is first a plan, which can be counted, shown and written into the audit trail before it is
 * applied. A replay never changes the letter: the sync resolves it or writes the next one. One request processes at
 * most a thousand letters, so that a mass replay neither floods the bulk lane nor outlives its HTTP request; the next
 * request continues.
 */
package io.photosync.deadletter;
