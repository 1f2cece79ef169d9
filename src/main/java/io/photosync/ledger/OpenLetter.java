package io.photosync.ledger;

import io.photosync.event.DeadLetter;

/**
 * A dead letter that nobody has resolved.
 *
 * @param key of its record: the user id, or where the unreadable event stood
 * @param offset in the dead-letter topic: a discard names the offset that it saw
 */
public record OpenLetter(String key, DeadLetter letter, int partition, long offset) {}
