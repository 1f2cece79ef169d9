package io.photosync.event;

import java.time.Instant;

/**
 * An event that failed and is to be tried again.
 *
 * @param attempts how often it was tried
 * @param dueAt not before
 */
public record PendingRetry(PhotoEvent event, int attempts, Instant dueAt, FailureNote note, Origin origin) {}
