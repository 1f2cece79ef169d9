/**
 * The topics as they should be: created where that is allowed, checked at the start and from time to time, and owned by
 * one tenant.
 *
 * <p>In: the topics and their settings on Kafka. Out: missing topics, the owner's record, and whether work may begin
 * ({@link io.photosync.kafka.topics.TopicInitializer}). Uses the clients and names of {@code kafka}, which do not use
 * it.
 */
package io.photosync.kafka.topics;
