/**
 * {@code photosync check}: checks the settings against the real tenant and Kafka, and reports line by line what works,
 * what does not, and what to do.
 *
 * <p>In: the settings that the service would start with. Out: a {@link io.photosync.check.CheckReport}, as text or
 * JSON, and an exit code. The service is not started: none of its consumers, tasks and ports exist. Reads with the
 * service's own code, and changes nothing, unless a test user is named whose photo may be written.
 */
package io.photosync.check;
