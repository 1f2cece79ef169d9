package io.photosync.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** End-to-end comparison of Exchange and SharePoint. */
@ConfigMapping(prefix = "photosync.spot-check")
public interface SpotCheckSettings {

    /** Whether spot checks run. */
    @WithDefault("true")
    boolean enabled();

    /** Interval of spot checks. */
    @WithDefault("P1D")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration every();

    /** Share of the users drawn by each check. */
    @WithDefault("0.001")
    @DecimalMin(value = "0", message = "must be a share from 0 to 1, got ${validatedValue}")
    @DecimalMax(value = "1", message = "must be a share from 0 to 1, got ${validatedValue}")
    double share();

    /** Minimum number of users drawn: enough to notice within days what is wrong with one user in twenty. */
    @WithDefault("20")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atLeast();

    /** Delay of the second comparison: longer than a change needs to be noticed and written. */
    @WithDefault("PT15M")
    Duration confirmAfter();

    /** Differing users above this number are reported as a fault of the whole service. */
    @WithDefault("2")
    @Min(value = 0, message = "must be at least 0, got ${validatedValue}")
    int differingAtMost();
}
