package io.photosync.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Reading the directory. */
@ConfigMapping(prefix = "photosync.roster")
public interface RosterSettings {

    /** Whether the directory is read; always true with a scope. The sweep needs the roster. */
    @WithDefault("${photosync.sweep.enabled:true}")
    boolean enabled();

    /** Interval of reading joiners, leavers, renamed users and the scope's groups; one request when nothing changed. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration every();

    /** Interval of reading all users from the beginning: only this repairs what Graph once omitted from the changes. */
    @WithDefault("P7D")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration fullEvery();

    /** Time after which a user who is gone is forgotten. A user who was deleted by mistake is restored by then. */
    @WithDefault("P30D")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration forgetAfter();
}
