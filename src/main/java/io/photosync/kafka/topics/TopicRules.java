package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** What is wrong with a topic; each a sentence for operators. */
final class TopicRules {
    private TopicRules() {}

    /** What is wrong with the topics that exist, one sentence for each violation. */
    static List<String> wrong(
            Map<Topic, TopicDescription> topics, TopicConfigs configs, KafkaNames names, TopicSettings settings) {
        List<String> wrong = new ArrayList<>();
        topics.forEach((topic, description) -> {
            String name = names.of(topic);
            wrongPartitions(name, description.partitions().size(), topic.partitions(settings))
                    .ifPresent(wrong::add);
            wrongPolicy(topic, name, configs.value(topic, TopicConfig.CLEANUP_POLICY_CONFIG))
                    .ifPresent(wrong::add);
        });
        return wrong;
    }

    /** What may be lost with one broker, one sentence for each kind of risk with the topics that run it. */
    static List<String> risks(
            Map<Topic, TopicDescription> topics,
            TopicConfigs configs,
            KafkaNames names,
            TopicSettings settings,
            int brokers) {
        Map<String, List<String>> topicsByRisk = new TreeMap<>();
        topics.forEach((topic, description) -> risky(
                        copies(description),
                        settings.replicationFactor(),
                        brokers,
                        configs.value(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
                .ifPresent(risk -> topicsByRisk
                        .computeIfAbsent(risk, unseen -> new ArrayList<>())
                        .add(names.of(topic))));
        return topicsByRisk.entrySet().stream()
                .map(risk -> "%s: %s".formatted(TopicProvisioner.topics(risk.getValue()), risk.getKey()))
                .toList();
    }

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
