package io.photosync.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the directory is read. */
@ConfigMapping(prefix = "photosync.roster")
public interface RosterSettings {

    /** Whether it is read where there is no scope, which needs it: the sweep goes through the roster. */
    @WithDefault("${photosync.sweep.enabled:true}")
    boolean enabled();

    /** How often joiners, leavers, renamed people and the groups of the scope are asked for; one request where nobody changed. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1, message = "must be at least a second, but is ${validatedValue}")
    Duration every();

    /** How often everybody is read anew, beside the changes: what Graph once left out of those is made good by nothing else. */
    @WithDefault("P7D")
    @DurationMin(seconds = 1, message = "must be at least a second, but is ${validatedValue}")
    Duration fullEvery();

    /** How long after a person is gone nothing of them is kept any more. Who was only deleted by mistake is back by then. */
    @WithDefault("P30D")
    @DurationMin(seconds = 1, message = "must be at least a second, but is ${validatedValue}")
    Duration forgetAfter();
}
