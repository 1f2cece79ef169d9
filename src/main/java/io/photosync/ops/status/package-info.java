/**
 * The status page of the API: one part per subject.
 *
 * <p>In: the state of the other rooms. Out: {@code /ops/api/status}, from whichever replica answers.
 */
package io.photosync.ops.status;
