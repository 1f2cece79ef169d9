/**
 * Keeps exactly one {@code /users} subscription alive, or none, and owns the client states that prove notifications to
 * be Graph's.
 *
 * <p>In: what Graph lists, and requests for reauthorization from the webhook. Out: requests to Graph, and in {@code
 * photosync-state} the subscription's state and the accepted client states. Only the leader acts. Graph does not report
 * the loss of a subscription, so it is checked every few minutes.
 *
 * <p>Decided: a subscription that is missing in a list is not gone: empty, endless and outdated lists were observed
 * while the subscriptions existed. Each known one is read by id first, and if found it is kept and renewed.
 *
 * <p>Decided: a client state is stored as a hash, under a name that is part of the lifecycle URL, which like the state
 * can only be set at creation: so the next leader can tell from Graph's list whether a subscription's notifications
 * will be accepted. A subscription with another state or channel is created beside the old one, with other change
 * types, since Graph allows no two equal ones; so no change is missed between them.
 */
package io.photosync.subscription;
