package io.photosync.detect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How hints are processed. */
@ConfigMapping(prefix = "photosync.detect")
public interface DetectSettings {

    /** How many users are checked concurrently. Graph answers in some 50 ms, so 8 process 150 hints a second. */
    @WithDefault("8")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int usersAtOnce();

    /**
     * How many changes that hints lead to go into the live lane within {@link #liveWithin()}. As many as the sweep puts
     * there in one pass: 100,000 users change some hundred photos by hand a day, an import thousands in minutes.
     */
    @WithDefault("200")
    @Min(value = 0, message = "must be at least 0, got ${validatedValue}")
    int liveAtMost();

    /** Within that time an empty share is full again; one more change goes live each time a part of it is over. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration liveWithin();
}
