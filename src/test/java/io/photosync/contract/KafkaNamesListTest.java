package io.photosync.contract;

import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.Topic;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Topics and groups as an administrator may have made them, and given rights to. */
class KafkaNamesListTest {
    @Test
    void topics_and_how_they_are_made_stay() {
        Pins.same(
                "topics.txt",
                Arrays.stream(Topic.values())
                        .map(topic -> "%s %s %s".formatted(topic.id(), topic.shape(), new TreeMap<>(topic.config())))
                        .sorted()
                        .toList());
    }

    @Test
    void consumer_groups_stay() {
        Pins.same(
                "groups.txt",
                Arrays.stream(ConsumerGroup.values())
                        .map(ConsumerGroup::id)
                        .sorted()
                        .toList());
    }
}
