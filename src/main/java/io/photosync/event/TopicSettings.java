package io.photosync.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** How the topics are made. */
@ConfigMapping(prefix = "photosync.topics")
public interface TopicSettings {

    /** Whether missing topics are created at start; where it is off, a missing topic stops the start. */
    @WithDefault("true")
    boolean create();

    /** Partitions of each topic that is keyed by user: the most replicas that can share the work. */
    @WithDefault("12")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 1000, message = "must be at most 1000, got ${validatedValue}")
    int partitions();

    /** Copies of each topic; the broker's own default where it is not set. */
    Optional<Short> replicationFactor();
}
