/**
 * {@code /_sandbox} on Graph's port: what Microsoft has no API for.
 *
 * <p>In: JSON of people and tests, without a token. Out: faults, latency, counters, tokens for visitors, switches. A wrong field
 * is answered with 400 and its name; nothing is guessed.
 */
package io.photosync.sandbox.control;
