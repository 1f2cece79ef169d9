/**
 * Pauses and resumes lanes over the API.
 *
 * <p>In: a lane and a reason. Out: which lanes are paused, on all replicas.
 */
package io.photosync.ops.lane;
