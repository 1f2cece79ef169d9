package io.photosync.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What photo sync may do. */
@ConfigMapping(prefix = "photosync")
public interface ModeSettings {

    /** {@code sync}, or {@code observe}: everything but writing. */
    @WithDefault("sync")
    Mode mode();
}
