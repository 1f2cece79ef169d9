/**
 * Tests that need a container engine, run by {@code ./mvnw verify -Pcontainers} only: Kafka from its own image, and the image of the service
 * as compose starts it. {@code *Test} are about the switch itself and need none.
 */
package io.photosync.containers;
