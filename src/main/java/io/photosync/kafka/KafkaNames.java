package io.photosync.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What our topics and consumer groups are called on the broker: all of them begin with {@code photosync.topics.prefix}, since shared
 * clusters give rights by prefix.
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

    /** Those topics by what they are called. */
    public Map<String, Topic> byName(Collection<Topic> topics) {
        return topics.stream().collect(Collectors.toUnmodifiableMap(this::of, Function.identity()));
    }
}
