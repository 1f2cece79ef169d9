/**
 * Lists, replays and discards dead letters over the API.
 *
 * <p>In: a selection of letters. Out: letters, and what a replay or discard would do or has done.
 */
package io.photosync.ops.deadletter;
