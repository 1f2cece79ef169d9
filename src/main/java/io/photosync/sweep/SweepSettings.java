package io.photosync.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the sweep polls every user's photo. */
@ConfigMapping(prefix = "photosync.sweep")
public interface SweepSettings {

    /**
     * Whether there is a sweep. Without it only notified changes are found, and Graph guarantees no notification for
     * photos.
     */
    @WithDefault("true")
    boolean enabled();

    /** How long a pass takes, longer where Graph's limits demand it: changes are detected within this time. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration every();

    /** How often users without a mailbox are checked. A mailbox comes with a licence, which takes hours anyway. */
    @WithDefault("PT1H")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration withoutMailboxEvery();

    /**
     * How many batches of 20 users are in flight concurrently. Outlook serves four requests of a batch at a time, so a
     * batch takes about a second, and 100,000 users in five minutes are 17 batches a second.
     */
    @WithDefault("16")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int batchesAtOnce();

    /**
     * How many changes one pass puts into the live lane. Beyond this the changes are treated as a batch job and go to
     * the bulk lane.
     */
    @WithDefault("200")
    @Min(value = 0, message = "must be at least 0, got ${validatedValue}")
    int liveAtMost();
}
