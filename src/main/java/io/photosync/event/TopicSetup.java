package io.photosync.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing and checks those that are there. */
final class TopicSetup {
    private final TopicSettings settings;

    TopicSetup(TopicSettings settings) {
        this.settings = settings;
    }

    /**
     * @throws TopicMismatch when a topic is missing and may not be made, or is not as we need it
     * @throws ExecutionException when the broker cannot be asked now
     */
    void ensure(Admin admin) throws ExecutionException, InterruptedException, TopicMismatch {
        Set<String> present = admin.listTopics().names().get();
        List<Topic> missing = List.of(Topic.values()).stream()
                .filter(topic -> !present.contains(topic.id()))
                .toList();
        if (!missing.isEmpty() && !settings.create()) {
            throw new TopicMismatch("topic %s does not exist, and photosync.topics.create is false"
                    .formatted(missing.getFirst().id()));
        }
        create(admin, missing);
        check(admin);
    }

    private void create(Admin admin, List<Topic> missing) throws ExecutionException, InterruptedException {
        List<NewTopic> wanted = missing.stream()
                .map(topic -> new NewTopic(topic.id(), Optional.of(partitions(topic)), settings.replicationFactor())
                        .configs(topic.config()))
                .toList();
        for (var made : admin.createTopics(wanted).values().entrySet()) {
            try {
                made.getValue().get();
            } catch (ExecutionException e) {
                // Another replica starts at the same time; what it made is checked like any other.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void check(Admin admin) throws ExecutionException, InterruptedException, TopicMismatch {
        Collection<String> ids = List.of(Topic.values()).stream().map(Topic::id).toList();
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(ids).allTopicNames().get();
        Map<String, Config> configs = configs(admin, ids);
        List<String> wrong = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            int partitions = descriptions.get(topic.id()).partitions().size();
            if (partitions != partitions(topic)) {
                wrong.add("topic %s has %d partitions, photosync.topics.partitions asks for %d"
                        .formatted(topic.id(), partitions, partitions(topic)));
            }
            String wanted = topic.config().get(TopicConfig.CLEANUP_POLICY_CONFIG);
            ConfigEntry got = configs.get(topic.id()).get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (!wanted.equals(got.value())) {
                wrong.add("topic %s has cleanup.policy %s, it must be %s".formatted(topic.id(), got.value(), wanted));
            }
        }
        if (!wrong.isEmpty()) {
            wrong.sort(Comparator.naturalOrder());
            throw new TopicMismatch(String.join("; ", wrong));
        }
    }

    private static Map<String, Config> configs(Admin admin, Collection<String> ids)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = ids.stream()
                .map(id -> new ConfigResource(ConfigResource.Type.TOPIC, id))
                .toList();
        return admin.describeConfigs(resources).all().get().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private int partitions(Topic topic) {
        return switch (topic.shape()) {
            case PER_USER -> settings.partitions();
            case SINGLE -> 1;
        };
    }

    /** The topics are not as we need them, and waiting does not help. */
    static final class TopicMismatch extends Exception {
        private static final long serialVersionUID = 1L;

        TopicMismatch(String message) {
            super(message);
        }
    }
}
