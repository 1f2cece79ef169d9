package io.photosync.detect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether photos are taken down. */
@ConfigMapping(prefix = "photosync")
public interface RemovingSettings {

    /** {@code apply}, or {@code keep}: no photo is ever taken down. */
    @WithDefault("apply")
    Removing removals();
}
