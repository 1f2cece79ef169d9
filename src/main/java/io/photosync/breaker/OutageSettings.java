package io.photosync.breaker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When users' failures count as an outage of the service, and how often recovery is checked. */
@ConfigMapping(prefix = "photosync.outage")
public interface OutageSettings {

    /**
     * This many different users in a row fail with the same code, without a success in between. If one user in a
     * hundred has trouble of their own, five in a row happen by accident once in ten thousand million; if one in five
     * has, once in 3,000 users, and all others lose the {@link #pause}. In a tenant with fewer users it is their
     * number.
     */
    @WithDefault("5")
    @Min(value = 2, message = "must be at least 2, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int usersInARow();

    /** Between the start of an outage and the first recovery check; doubled with each further check. */
    @WithDefault("PT5S")
    @DurationMin(millis = 100, message = "must be at least 0.1 s, got ${validatedValue}")
    Duration pause();

    /** Longest time between two checks: how late after Microsoft's recovery the work resumes at most. */
    @WithDefault("PT1M")
    @DurationMin(millis = 100, message = "must be at least 0.1 s, got ${validatedValue}")
    Duration longestPause();
}
