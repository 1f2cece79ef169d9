/**
 * The status page of the API: one part for each thing that can go wrong.
 *
 * <p>In: what the other rooms know of themselves. Out: {@code /ops/api/status}, from whichever replica answers.
 */
package io.photosync.ops.status;
