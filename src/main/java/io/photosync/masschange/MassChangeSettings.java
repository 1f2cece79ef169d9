package io.photosync.masschange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When the same photo for many users is held until an operator decides. */
@ConfigMapping(prefix = "photosync.mass-change")
public interface MassChangeSettings {

    /**
     * How many different users may get the same bytes within {@link #window()}. Shared mailboxes of a department, or twins of an
     * account, are fewer; an incident meets more within minutes.
     */
    @WithDefault("20")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int atMost();

    /** Within which they are counted. A day, since an incident that meets a user every ten minutes lasts for hours. */
    @WithDefault("P1D")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration window();
}
