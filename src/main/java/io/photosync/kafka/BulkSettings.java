package io.photosync.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How the bulk lane is filled. */
@ConfigMapping(prefix = "photosync.bulk")
public interface BulkSettings {

    /**
     * How many events may wait in the lane, so that a repair or a replay does not queue behind a first fill of hours.
     */
    @WithDefault("1000")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int waitingAtMost();
}
