package io.photosync.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How SharePoint's files are checked. */
@ConfigMapping(prefix = "photosync.drift")
public interface DriftSettings {

    /** Whether at all. */
    @WithDefault("true")
    boolean enabled();

    /** How often the library is listed: 2,000 files to a request, three files to a user. */
    @WithDefault("P1D")
    @DurationMin(seconds = 1, message = "must be at least a second, but is ${validatedValue}")
    Duration every();

    /**
     * Users whose changed files one check has written again before it is known whether that lasts. Where more changed, it is hardly
     * somebody who replaced a picture: SharePoint alters what we write, or a program writes too; to write everybody again helps in
     * neither case.
     */
    @WithDefault("100")
    @Min(value = 1, message = "must be at least 1, but is ${validatedValue}")
    int changedAtMost();
}
