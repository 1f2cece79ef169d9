package io.photosync.breaker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When failures of users are a failure of the service, and how often it is asked whether it is back. */
@ConfigMapping(prefix = "photosync.outage")
public interface OutageSettings {

    /**
     * So many different users in a row fail with the same code, and nobody succeeds in between. Where one user in a hundred has trouble
     * of their own, five in a row are an accident of one in ten thousand million; where one in five has it, they happen once in 3,000
     * users, and cost all others the {@link #pause}. In a tenant of fewer users it is as many as there are.
     */
    @WithDefault("5")
    @Min(value = 2, message = "must be at least 2, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int usersInARow();

    /** Between an outage's beginning and the first question whether it is over; doubled with each further one. */
    @WithDefault("PT5S")
    @DurationMin(millis = 100, message = "must be at least 0.1 s, got ${validatedValue}")
    Duration pause();

    /** Between two such questions at the most: how long after Microsoft's recovery the work goes on at the latest. */
    @WithDefault("PT1M")
    @DurationMin(millis = 100, message = "must be at least 0.1 s, got ${validatedValue}")
    Duration longestPause();
}
