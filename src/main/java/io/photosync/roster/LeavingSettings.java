package io.photosync.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** When people who leave the tenant or the scope are too many to be believed. */
@ConfigMapping(prefix = "photosync.leaving")
public interface LeavingSettings {

    /**
     * More than this at once, or four times as many within 24 hours, are held. A tenant of 100,000 loses some 40 people on a working day,
     * and many more at a month's end.
     */
    @WithDefault("200")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMost();

    /** So is more than this share of those whom photo sync looks after, but never fewer than five. With 1 only the number counts. */
    @WithDefault("0.01")
    @DecimalMin(value = "0", message = "must be a share from 0 to 1, got ${validatedValue}")
    @DecimalMax(value = "1", message = "must be a share from 0 to 1, got ${validatedValue}")
    double atMostShare();
}
