/**
 * The records on the topics and in the API: their shapes, and the forms of what they consist of. No type of Kafka's is
 * used here: {@code kafka} knows the headers.
 *
 * <p>In: what other rooms decide. Out: JSON. {@code photo-updated} and {@code photo-updated-bulk} are a public contract
 * (CloudEvents 1.0, structured mode); the other records are ours to change, as long as records that were written before
 * can be read.
 */
package io.photosync.event;
