package io.photosync.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What photo sync may do. Here, since detect must know what the sync will answer, and may not use it. */
@ConfigMapping(prefix = "photosync")
public interface ModeSettings {

    /** {@code sync}, or {@code observe}: everything but writing. */
    @WithDefault("sync")
    Mode mode();
}
