package io.photosync.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** Limits above which leavers of the tenant or the scope are held. */
@ConfigMapping(prefix = "photosync.leaving")
public interface LeavingSettings {

    /**
     * Leavers above this number at once, or above four times as many within 24 hours, are held. A tenant of 100,000
     * users loses some 40 on a working day, and many more at a month's end.
     */
    @WithDefault("200")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMost();

    /** Leavers above this share of the managed users are held too, but never fewer than five. 1 disables the share. */
    @WithDefault("0.01")
    @DecimalMin(value = "0", message = "must be a share from 0 to 1, got ${validatedValue}")
    @DecimalMax(value = "1", message = "must be a share from 0 to 1, got ${validatedValue}")
    double atMostShare();
}
