/**
 * The open dead letters: what operators see of them, replay and discard.
 *
 * <p>In: the ledger, and which letters are meant. Out: fresh events, or {@code DISCARDED} and a null. Whatever changes something is
 * first a plan, which can be counted, shown and written into the audit trail before it is carried out. A replay never touches the
 * letter: the sync resolves it or writes the next one. At most a thousand letters are dealt with at once, so that a mass replay
 * neither floods the bulk lane nor outlives its HTTP request; whoever asks again gets the next thousand.
 */
package io.photosync.deadletter;
