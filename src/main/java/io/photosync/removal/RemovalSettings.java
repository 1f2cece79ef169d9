package io.photosync.removal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When a photo counts as removed, and how many removals pass without an operator. */
@ConfigMapping(prefix = "photosync.removal")
public interface RemovalSettings {

    /** Time between the first answer "no photo" and the second. An incident shows within that time. */
    @WithDefault("PT1M")
    Duration confirmAfter();

    /** More removals than this within one pass of the sweep are held. */
    @WithDefault("50")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMost();

    /**
     * So are more than this within 24 hours, or more than four passes may let through where that is less: 50 in each
     * pass of five minutes would be 14,400 a day. In a tenant of 100,000, dozens of users a day remove their photo
     * without setting a new one.
     */
    @WithDefault("200")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMostADay();

    /**
     * So is more than this share of the users with a photo in SharePoint, but never fewer than five. With 1 only the
     * number counts.
     */
    @WithDefault("0.01")
    @DecimalMin(value = "0", message = "must be a share from 0 to 1, got ${validatedValue}")
    @DecimalMax(value = "1", message = "must be a share from 0 to 1, got ${validatedValue}")
    double atMostShare();

    /** Whether photos are removed from SharePoint at all; directly under {@code photosync}. */
    @ConfigMapping(prefix = "photosync")
    interface ModeSettings {

        /** {@code apply}, or {@code keep}: no photo is ever removed. */
        @WithDefault("apply")
        RemovalMode removals();
    }
}
