package io.photosync.masschange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits above which the same photo for many users is held until an operator decides. */
@ConfigMapping(prefix = "photosync.mass-change")
public interface MassChangeSettings {

    /**
     * Maximum different users who get the same bytes within {@link #window()}. Shared mailboxes of a department, or
     * several accounts of one user, are fewer; an incident exceeds it within minutes.
     */
    @WithDefault("20")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMost();

    /**
     * Time within which users are counted. A day, since an incident that affects one user every ten minutes lasts for
     * hours.
     */
    @WithDefault("P1D")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration window();
}
