/**
 * Everything that touches Kafka clients: names of topics, producers and consumers, and the loops that keep them alive.
 * How topics are created and checked is in {@code topics}.
 *
 * <p>In: records of {@code event}. Out: records on topics, keyed by user id in lower case, acknowledged by all in-sync
 * replicas before the caller goes on. {@link io.photosync.kafka.Topic} lists the topics, {@link
 * io.photosync.kafka.StateKey} the keys of {@code photosync-state} and who writes each.
 *
 * <p>Decided: consumers are plain ones. A connector stalls or ends a consumer that is slow for a good reason, such as
 * an outage of Microsoft's.
 */
package io.photosync.kafka;
