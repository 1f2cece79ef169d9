/**
 * The HTTPS kit of the tenant: the services are plain functions from {@link io.photosync.sandbox.http.Request} to
 * {@link io.photosync.sandbox.http.Response}, so that they can be wrapped (faults, counters) and tried without a network.
 *
 * <p>It stands on the JDK's own server: one library less, and its instances outlive a live reload.
 */
package io.photosync.sandbox.http;
