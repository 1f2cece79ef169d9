/**
 * Keeps exactly one {@code /users} subscription alive, and owns the client state that proves notifications to be Graph's.
 *
 * <p>In: what Graph lists, and the webhook's word that a reauthorization is asked for. Out: requests to Graph, and the state for
 * health. No event says that a subscription is lost, so we look every few minutes. Nothing is stored: the client state follows
 * from the app's key or a setting, and a fingerprint of it stands in the lifecycle URL, which like the client state can only be
 * set at creation. So any replica can tell from Graph's list whether it will accept what a subscription sends.
 */
package io.photosync.subscription;
