package io.photosync.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the directory is read. */
@ConfigMapping(prefix = "photosync.roster")
public interface RosterSettings {

    /** Whether it is read at all: the sweep goes through the roster. */
    @WithDefault("${photosync.sweep.enabled:true}")
    boolean enabled();

    /** How often joiners, leavers and renamed people are asked for; one request where nobody changed. */
    @WithDefault("PT5M")
    Duration every();

    /** How long after people are gone nothing of them is kept. */
    @WithDefault("P30D")
    Duration forgetAfter();
}
