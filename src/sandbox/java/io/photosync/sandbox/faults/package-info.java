/**
 * What goes wrong on purpose, and what is counted, around each service of the tenant.
 *
 * <p>In: rules such as "the next five GETs of a photo answer 503". Out: answers in the place of the service's own, added latency,
 * and the numbers that tests judge photo sync's thrift by. The services themselves know nothing of it.
 */
package io.photosync.sandbox.faults;
