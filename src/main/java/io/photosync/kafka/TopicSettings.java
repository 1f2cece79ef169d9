package io.photosync.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** How the topics are created. */
@ConfigMapping(prefix = "photosync.topics")
public interface TopicSettings {

    /**
     * Prefix of all topics' and consumer groups' names, such as {@code hr.}; shared clusters grant rights by prefix.
     * Another prefix means other topics: state under the old one is not taken along.
     */
    Optional<
                    @Pattern(
                            regexp = "[a-zA-Z0-9._-]{1,200}",
                            message =
                                    "must be 1 to 200 letters, digits, dots, dashes or underlines, got ${validatedValue}")
                    String>
            prefix();

    /** Whether missing topics are created at start; if not, a missing topic stops the start. */
    @WithDefault("true")
    boolean create();

    /**
     * Partitions of each topic that is keyed by user: the most replicas that can share the work. Recorded at the first
     * start; a later one with another number is refused.
     */
    @WithDefault("12")
    @Min(value = 1, message = "must be at least 1, got ${validatedValue}")
    @Max(value = 1000, message = "must be at most 1000, got ${validatedValue}")
    int partitions();

    /** Copies of each topic; the broker's own default when not set. */
    Optional<Short> replicationFactor();
}
