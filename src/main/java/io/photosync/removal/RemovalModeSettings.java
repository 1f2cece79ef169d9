package io.photosync.removal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether photos are taken down. */
@ConfigMapping(prefix = "photosync")
public interface RemovalModeSettings {

    /** {@code apply}, or {@code keep}: no photo is ever taken down. */
    @WithDefault("apply")
    RemovalMode removals();
}
