/**
 * The records on the topics, and nothing else: their shapes, their topics, and how they get there and are acknowledged.
 *
 * <p>In: what other rooms have to say. Out: Kafka records, keyed by user id in lower case, as JSON. {@code photo-updated} and
 * {@code photo-updated-bulk} are a public contract (CloudEvents 1.0, structured mode); the other topics are ours to change.
 */
package io.photosync.event;
