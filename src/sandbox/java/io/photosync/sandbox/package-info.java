/**
 * A Microsoft 365 tenant for laptops and tests, with a real single-node Kafka beside it.
 *
 * <p>In: {@link io.photosync.sandbox.SandboxSettings}. Out: the services on TLS at localhost, and every setting that photo sync
 * needs to use them. It keeps its own idea of state and shares no class with the service, so that a misreading of
 * Microsoft's rules in one of them shows.
 */
package io.photosync.sandbox;
