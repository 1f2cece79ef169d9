package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How notifications arrive. {@link NotificationChannel} checks what each mode requires. */
@ConfigMapping(prefix = "photosync")
public interface NotificationSettings {

    /** {@code webhook}, {@code event-hub} or {@code none}. */
    @WithDefault("webhook")
    NotificationMode notifications();

    /** Whether changes are also found without notifications: the sweep's own setting. */
    @WithName("sweep.enabled")
    @WithDefault("true")
    boolean sweepEnabled();
}
