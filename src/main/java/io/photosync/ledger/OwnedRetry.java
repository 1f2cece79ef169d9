package io.photosync.ledger;

import io.photosync.event.PendingRetry;

/** A pending retry and the partition whose owner has to run it. */
public record OwnedRetry(String userId, int partition, PendingRetry retry) {}
