package io.photosync.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the sync. */
@ConfigMapping(prefix = "photosync.sync")
public interface SyncSettings {

    /**
     * How many users are synced concurrently. A sync is about five round trips of some 150 ms, so 16 users make about
     * 100 requests a second: above what the largest tenant allows (6,250 units a minute, 2 units a request), below what
     * needs much memory.
     */
    @WithDefault("16")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 200, message = "must be at most 200, got ${validatedValue}")
    int usersAtOnce();

    /** The waits before each retry of a failed event; after the last one it becomes a dead letter. */
    @WithDefault("PT1M,PT10M,PT1H")
    List<Duration> retryAfter();

    /**
     * The waits before each recheck of a user whose ETag was new while the bytes may have been the old ones. Exchange's
     * stores and front ends need seconds to agree, sometimes ten minutes and more.
     */
    @WithDefault("PT2M,PT15M")
    List<Duration> recheckAfter();

    /**
     * The waits before each recheck of a missing profile after its user's event was dead-lettered; the last one
     * repeats. SharePoint imports profiles within a day. Unless set: once, four times and twelve times the last wait of
     * {@link #retryAfter}.
     */
    Optional<List<Duration>> profileRecheckAfter();

    /**
     * When the deletion of a removed photo's files that SharePoint refused is retried: a retention policy lasts for
     * months.
     */
    @WithDefault("P1D")
    Duration keptFilesRetry();

    /** The jitter of each wait, as a share of it: events that failed together are not retried together. */
    @WithDefault("0.2")
    @DecimalMin(value = "0.0", message = "must be at least 0, got ${validatedValue}")
    @DecimalMax(value = "0.9", message = "must be at most 0.9, got ${validatedValue}")
    double jitter();
}
