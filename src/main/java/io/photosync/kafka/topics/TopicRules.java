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
    /** What to do about another number of partitions; for messages. */
    static final String PARTITIONS_STAY =
            "photosync.topics.partitions must be what the topics had at the first start; if partitions were added"
                    + " since, stop photo sync, and start on new topics with another photosync.topics.prefix";

    private TopicRules() {}

    /** What is wrong with the topics that exist, one sentence for each violation. */
    static List<String> wrong(
            Map<Topic, TopicDescription> topics, TopicConfigs configs, KafkaNames names, TopicSettings settings) {
        List<String> wrong = wrongPartitions(topics, names, settings);
        topics.keySet().forEach(topic -> wrongPolicy(
                        topic, names.of(topic), configs.value(topic, TopicConfig.CLEANUP_POLICY_CONFIG))
                .ifPresent(wrong::add));
        return wrong;
    }

    /** Which of the topics that exist have another number of partitions than wanted, and what to do about it. */
    static List<String> wrongPartitions(Map<Topic, TopicDescription> topics, KafkaNames names, TopicSettings settings) {
        List<String> wrong = new ArrayList<>();
        boolean perUser = false;
        for (Map.Entry<Topic, TopicDescription> present : topics.entrySet()) {
            Topic topic = present.getKey();
            int got = present.getValue().partitions().size();
            if (got != topic.partitions(settings)) {
                perUser |= topic.shape() == Topic.Shape.PER_USER;
                wrong.add(wrongPartitions(topic, names.of(topic), got, settings));
            }
        }
        if (perUser) {
            wrong.add(PARTITIONS_STAY);
        }
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

    private static String wrongPartitions(Topic topic, String name, int got, TopicSettings settings) {
        String wanted =
                switch (topic.shape()) {
                    case PER_USER -> "photosync.topics.partitions asks for";
                    case SINGLE -> "it must have";
                };
        return "topic %s has %d partitions, %s %d".formatted(name, got, wanted, topic.partitions(settings));
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
