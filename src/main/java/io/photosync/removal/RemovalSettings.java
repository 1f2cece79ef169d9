package io.photosync.removal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When a photo counts as removed. */
@ConfigMapping(prefix = "photosync.removal")
public interface RemovalSettings {

    /** Between the first answer "no photo" and the second. An incident shows within that time. */
    @WithDefault("PT1M")
    Duration confirmAfter();

    /** More removals than this within one round of the sweep are held back. */
    @WithDefault("50")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMost();

    /**
     * So are more than this within 24 hours, or more than four rounds may let pass where that is less: 50 in each round of five minutes
     * would be 14,400 a day. People take a photo down without a new one by the dozen a day, in a tenant of 100,000.
     */
    @WithDefault("200")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMostADay();

    /** So is more than this share of the people whose photo SharePoint shows, but never fewer than five. With 1 only the number counts. */
    @WithDefault("0.01")
    @DecimalMin(value = "0", message = "must be a share from 0 to 1, got ${validatedValue}")
    @DecimalMax(value = "1", message = "must be a share from 0 to 1, got ${validatedValue}")
    double atMostShare();
}
