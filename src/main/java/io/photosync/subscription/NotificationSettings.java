package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Which way notifications come. What each way needs beside it is checked by {@link NotificationChannel}. */
@ConfigMapping(prefix = "photosync")
public interface NotificationSettings {

    /** {@code webhook}, {@code event-hub} or {@code none}. */
    @WithDefault("webhook")
    NotificationMode notifications();

    /** Whether changes are found without notifications too: the sweep's own setting. */
    @WithName("sweep.enabled")
    @WithDefault("true")
    boolean sweepEnabled();
}
