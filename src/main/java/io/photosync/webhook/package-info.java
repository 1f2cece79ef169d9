/**
 * Answers Microsoft Graph, within its three seconds.
 *
 * <p>In: the validation of our address, change and lifecycle notifications. Out: hints on {@code user-changed}, and a word to whoever looks
 * after the subscription.
 *
 * <p>Decided: 202 says that Kafka has every hint of the body; everything else is 503, and Graph comes again for four hours. An item with a
 * wrong client state is dropped with the same answer, so that a forger learns nothing. A hint that Kafka takes after its 503 comes
 * twice, which does no harm: a hint only says "look again".
 */
package io.photosync.webhook;
