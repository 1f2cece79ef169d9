package io.photosync.detect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How everybody's photo is looked at, round after round. */
@ConfigMapping(prefix = "photosync.sweep")
public interface SweepSettings {

    /** Whether at all. Without it only changes that Graph tells of are found, and Graph promises none for photos. */
    @WithDefault("true")
    boolean enabled();

    /** How long a round takes, or longer where Graph's limits demand it: this is the promise. */
    @WithDefault("PT5M")
    Duration every();
}
