/**
 * Faults on purpose and counters around each service of the tenant.
 *
 * <p>In: rules such as "the next five GETs of a photo answer 503". Out: answers in place of the service's own, added
 * latency, and the numbers by which tests measure photo sync's requests. The services themselves do not know of it.
 */
package io.photosync.sandbox.faults;
