package io.photosync.ops.status;

import io.photosync.ops.status.RecentDelays.LastHour;
import jakarta.enterprise.context.ApplicationScoped;

/** The measured delay of the last hour. */
@ApplicationScoped
public class DelaysStatus implements StatusPart {
    private final RecentDelays delays;

    DelaysStatus(RecentDelays delays) {
        this.delays = delays;
    }

    @Override
    public String name() {
        return "delays";
    }

    @Override
    public LastHour state() {
        return delays.lastHour();
    }
}
