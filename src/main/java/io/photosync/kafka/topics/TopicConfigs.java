package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The settings of the topics, as far as the broker reports them: some deny the request, some omit settings.
 *
 * @param known by topic
 * @param unknown why not all of them are known, for messages
 */
record TopicConfigs(Map<Topic, Config> known, Optional<String> unknown) {

    /**
     * @param topics existing ones
     * @throws ExecutionException when the broker does not answer now
     */
    static TopicConfigs of(Admin admin, KafkaNames names, Collection<Topic> topics)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, KafkaFuture<Config>> answers = admin.describeConfigs(
                        topics.stream().map(topic -> resource(topic, names)).toList())
                .values();
        Map<Topic, Config> known = new EnumMap<>(Topic.class);
        List<String> denied = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        Throwable words = null;
        for (Topic topic : topics) {
            try {
                known.put(topic, answers.get(resource(topic, names)).get());
                if (value(known.get(topic), TopicConfig.CLEANUP_POLICY_CONFIG).isEmpty()) {
                    silent.add(names.of(topic));
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RetriableException) {
                    throw e;
                }
                denied.add(names.of(topic));
                words = e.getCause();
            }
        }
        return new TopicConfigs(known, why(denied, silent, words));
    }

    private static Optional<String> why(List<String> denied, List<String> silent, Throwable words) {
        String deniedWord = words instanceof AuthorizationException
                ? "Kafka does not grant the right DescribeConfigs on %s, so their cleanup.policy cannot be checked"
                : "Kafka does not tell the settings of %s (" + (words == null ? "" : words.getMessage()) + ")";
        String why = Stream.of(
                        sentence(deniedWord, denied), sentence("Kafka does not tell the cleanup.policy of %s", silent))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    private static Optional<String> sentence(String text, List<String> topics) {
        return topics.isEmpty() ? Optional.empty() : Optional.of(text.replace("%s", TopicProvisioner.topics(topics)));
    }

    /** Empty if the broker did not report it. */
    Optional<String> value(Topic topic, String setting) {
        return value(known.get(topic), setting);
    }

    private static Optional<String> value(Config config, String setting) {
        return Optional.ofNullable(config)
                .map(known -> known.get(setting))
                .map(ConfigEntry::value)
                .filter(value -> !value.isBlank());
    }

    private static ConfigResource resource(Topic topic, KafkaNames names) {
        return new ConfigResource(ConfigResource.Type.TOPIC, names.of(topic));
    }
}
