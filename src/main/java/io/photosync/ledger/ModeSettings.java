package io.photosync.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether photo sync writes: what becomes of an event depends on it, so that detection must know it too. */
@ConfigMapping(prefix = "photosync")
public interface ModeSettings {

    /** {@code sync}, or {@code observe}: everything but writing. */
    @WithDefault("sync")
    Mode mode();
}
