package io.photosync.ledger;

import io.photosync.event.DeadLetter;

/**
 * A record among the pending retries that is none.
 *
 * @param key of the record, which may be a user's
 * @param place where it stands: the key of its dead letter
 */
public record UnreadableRetry(String key, String place, DeadLetter letter, int partition) {}
