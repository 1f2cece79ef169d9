package io.photosync.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names of our topics and consumer groups on the broker: all start with {@code photosync.topics.prefix}, since
 * shared clusters grant rights by prefix.
 *
 * @param prefix may be empty
 */
public record KafkaNames(String prefix) {

    public String of(Topic topic) {
        return prefix + topic.id();
    }

    public String of(ConsumerGroup group) {
        return prefix + group.id();
    }

    /** Those topics by their names. */
    public Map<String, Topic> byName(Collection<Topic> topics) {
        return topics.stream().collect(Collectors.toUnmodifiableMap(this::of, Function.identity()));
    }
}
