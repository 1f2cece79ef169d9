package io.photosync.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The check of SharePoint's files. */
@ConfigMapping(prefix = "photosync.drift")
public interface DriftSettings {

    /** Whether the library is checked. */
    @WithDefault("true")
    boolean enabled();

    /** Interval of listing the library: 2,000 files per request, three files per user. */
    @WithDefault("P1D")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration every();

    /**
     * Maximum users with changed files that one check repairs before it is known whether repairs last. More changes are
     * hardly users who replaced a picture: SharePoint alters what we write, or another program writes too; rewriting
     * all users helps in neither case.
     */
    @WithDefault("100")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    int changedAtMost();
}
