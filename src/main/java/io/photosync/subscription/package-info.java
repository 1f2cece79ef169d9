/**
 * Keeps exactly one {@code /users} subscription alive, or none, and owns the client states that prove notifications to be Graph's.
 *
 * <p>In: what Graph lists, and the webhook's word that a reauthorization is asked for. Out: requests to Graph, and in {@code
 * photosync-state} how it stands and which client states are accepted. Only the leader acts. No event says that a subscription is
 * lost, so we look every few minutes.
 *
 * <p>Decided: no subscription is gone because a list leaves it out: lists were seen empty, without end and full of expired ones
 * while the subscriptions lived. Each that we know of is asked for by its id first, and found so it is kept and renewed by it.
 *
 * <p>Decided: a client state is kept as a hash, under a name that stands in the lifecycle URL, which like the state can only be set at
 * creation: so the next leader can tell from Graph's list whether what a subscription sends will be accepted. A subscription with
 * another state or for another way is made beside the old one, with other change types, since Graph allows no two that ask for the
 * same; so nothing falls between them.
 */
package io.photosync.subscription;
