package io.photosync.budget;

import java.time.Instant;

/**
 * On whose behalf a request is made, and until when it is worth waiting for leave to send it.
 *
 * @param deadline a call that cannot be made before it fails as {@link Failure.Kind#THROTTLED}, so that nobody holds a user for ever
 */
public record Ask(Priority priority, Instant deadline) {}
