package io.photosync.ledger;

import io.photosync.event.DeadLetter;

/**
 * An unreadable record among the pending retries.
 *
 * @param key of the record, which may be a user's
 * @param place its position: the key of its dead letter
 */
public record UnreadableRetry(String key, String place, DeadLetter letter, int partition) {}
