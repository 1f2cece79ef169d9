package io.photosync.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How everybody's photo is looked at, round after round. */
@ConfigMapping(prefix = "photosync.sweep")
public interface SweepSettings {

    /** Whether at all. Without it only changes that Graph tells of are found, and Graph promises none for photos. */
    @WithDefault("true")
    boolean enabled();

    /** How long a round takes, or longer where Graph's limits demand it: this is the promise. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration every();

    /** How often people without a mailbox are looked at. It is a matter of a licence, and comes with a day's notice. */
    @WithDefault("PT1H")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration withoutMailboxEvery();

    /**
     * How many batches of 20 are under way at once. Outlook serves four requests of a batch at a time, so a batch takes a second or
     * so, and 100,000 people in five minutes are 17 batches a second.
     */
    @WithDefault("16")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int batchesAtOnce();

    /** How many changes one round puts into the live lane. More at once are no people at their desks, and go into the bulk lane. */
    @WithDefault("200")
    @Min(value = 0, message = "must be at least 0, got ${validatedValue}")
    int liveAtMost();
}
