package io.photosync.detect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How hints are followed up. */
@ConfigMapping(prefix = "photosync.detect")
public interface DetectSettings {

    /** How many users are looked at at once. Graph answers in some 50 ms, so 8 follow 150 hints a second. */
    @WithDefault("8")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int usersAtOnce();
}
