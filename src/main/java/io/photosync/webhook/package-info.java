/**
 * Takes in what Microsoft Graph tells: over HTTP, answered within its three seconds, or from an event hub, which is read as Kafka.
 *
 * <p>In: the validation of our address, change and lifecycle notifications. Out: hints on {@code user-changed}, and a word to whoever looks
 * after the subscription.
 *
 * <p>Decided: 202 says that Kafka has every hint of the body; everything else is 503, and Graph comes again for four hours. An item with a
 * wrong client state is dropped with the same answer, so that a forger learns nothing; but while not all client states are known yet,
 * nothing is called forged. A hint that Kafka takes after its 503 comes twice, which does no harm: a hint only says "look again". The
 * event hub's offsets are committed where the webhook would say 202. Anybody may post, so bodies are let in only while memory has room for them.
 */
package io.photosync.webhook;
