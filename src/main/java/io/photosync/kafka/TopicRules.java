package io.photosync.kafka;

import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;

/** What is wrong with a topic; each a sentence for operators. */
final class TopicRules {
    private TopicRules() {}

    /** @param got empty if the broker does not report it: then nothing counts against the topic */
    static Optional<String> wrongPolicy(Topic topic, String name, Optional<String> got) {
        return got.filter(policy -> !policy.equals(topic.cleanupPolicy()))
                .map(policy ->
                        "topic %s has cleanup.policy %s, it must be %s".formatted(name, policy, topic.cleanupPolicy()));
    }

    static Optional<String> wrongPartitions(String name, int got, int wanted) {
        return got == wanted
                ? Optional.empty()
                : Optional.of("topic %s has %d partitions, photosync.topics.partitions asks for %d"
                        .formatted(name, got, wanted));
    }

    /** The copies of the partition that has the fewest. */
    static int copies(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    /**
     * Whether a record that counts as written can be lost with one broker, although there are more.
     *
     * @param copies of the partition that has the fewest
     * @param wanted copies, if a setting says
     * @param inSync {@code min.insync.replicas}; empty if the broker does not report it
     */
    static Optional<String> risky(int copies, Optional<Short> wanted, int brokers, Optional<String> inSync) {
        if (wanted.filter(asked -> copies < asked).isPresent()) {
            return Optional.of("fewer copies than photosync.topics.replication-factor asks for");
        }
        if (copies == 1) {
            return brokers > 1 ? Optional.of("one copy, which is lost with its broker") : Optional.empty();
        }
        return inSync.filter("1"::equals)
                .map(one -> "min.insync.replicas 1, so what only one broker has counts as written");
    }
}
