/**
 * Receives notifications of Microsoft Graph: over HTTP, answered within its three seconds, or from an event hub, which
 * is read as Kafka.
 *
 * <p>In: validation requests, change and lifecycle notifications. Out: hints on {@code user-changed}, and requests for
 * reauthorization to the subscription room.
 *
 * <p>Decided: 202 means that Kafka has acknowledged every hint of the body; everything else is 503, and Graph retries
 * for four hours. An item with a wrong client state is dropped with the same answer, so that a forger learns nothing;
 * but while not all client states are known yet, no item counts as forged. A hint acknowledged after its 503 arrives
 * twice, which is harmless: a hint only says "check this user". The event hub's offsets are committed where the webhook
 * would answer 202. All clients may post, so bodies are accepted only while there is memory for them.
 */
package io.photosync.webhook;
