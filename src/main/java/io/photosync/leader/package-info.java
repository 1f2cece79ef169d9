/**
 * Elects the replica that does the work of which there is only one: the sweep, the roster, the drift check, the
 * subscription.
 *
 * <p>In: the one partition of {@code photosync-state}, which a consumer group assigns to one replica. Out: a {@link
 * io.photosync.leader.LeaderTerm} to each {@link io.photosync.leader.LeaderTask}. No other service decides. Each term
 * has an epoch of its own, and what a term writes carries it: a leader that was cut off without knowing it is
 * overruled, not obeyed.
 */
package io.photosync.leader;
