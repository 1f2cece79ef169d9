package io.photosync.kafka.topics;

import io.photosync.kafka.TopicSettings;
import java.util.Optional;

/** Settings of topics as a test wants them. */
record TopicWishes(Optional<String> prefix, boolean create, int partitions, Optional<Short> replicationFactor)
        implements TopicSettings {
    static final TopicWishes DEFAULT = new TopicWishes(Optional.empty(), true, 2, Optional.empty());

    TopicWishes withPrefix(String other) {
        return new TopicWishes(Optional.of(other), create, partitions, replicationFactor);
    }

    TopicWishes withPartitions(int number) {
        return new TopicWishes(prefix, create, number, replicationFactor);
    }

    TopicWishes withCopies(int number) {
        return new TopicWishes(prefix, create, partitions, Optional.of((short) number));
    }
}
