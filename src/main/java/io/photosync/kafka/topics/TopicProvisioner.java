package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jboss.logging.Logger;

/** Creates missing topics and checks existing ones, as far as the broker describes them. */
final class TopicProvisioner {
    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);

    private final TopicSettings settings;
    private final KafkaClients clients;
    private final KafkaNames names;
    private String unknown = "";

    TopicProvisioner(TopicSettings settings, KafkaClients clients) {
        this.settings = settings;
        this.clients = clients;
        this.names = clients.names();
    }

    /**
     * @throws TopicMismatch when a topic is missing and may not be created, or is not as required
     * @throws NotReady when an operator has to act first, and may do so while we wait
     * @throws ExecutionException when the broker does not answer now
     */
    void ensure(Admin admin) throws ExecutionException, InterruptedException, TopicMismatch, NotReady {
        PresentTopics topics = new PresentTopics(admin, names);
        Map<Topic, TopicDescription> present = topics.describe();
        List<Topic> missing = Stream.of(Topic.values())
                .filter(topic -> !present.containsKey(topic))
                .toList();
        if (!missing.isEmpty()) {
            if (!settings.create()) {
                throw new TopicMismatch("topic %s does not exist, and photosync.topics.create is false"
                        .formatted(names.of(missing.getFirst())));
            }
            // First: topics made by a changed setting would stay when it is set back.
            require(TopicRules.wrongPartitions(present, names, settings));
            new TopicCreation(admin, settings, names).create(missing);
            present.putAll(topics.describe());
        }
        topics.requireGroups();
        check(present, TopicConfigs.of(admin, names, present.keySet()));
    }

    private void check(Map<Topic, TopicDescription> present, TopicConfigs configs) throws TopicMismatch, NotReady {
        for (Topic topic : Topic.values()) {
            if (!present.containsKey(topic)) {
                throw new NotReady("Kafka does not know topic %s yet, which was made".formatted(names.of(topic)));
            }
        }
        List<String> wrong = TopicRules.wrong(present, configs, names, settings);
        TopicCodecs.refused(configs, clients).ifPresent(wrong::add);
        require(wrong);
        configs.unknown().ifPresent(this::warn);
    }

    private static void require(List<String> wrong) throws TopicMismatch {
        if (!wrong.isEmpty()) {
            throw new TopicMismatch(wrong.stream().sorted().collect(Collectors.joining("; ")));
        }
    }

    /** What is unknown does not count against a topic; logged once. */
    private void warn(String what) {
        if (!what.equals(unknown)) {
            LOG.warnf("topics not fully checked: %s", what);
            unknown = what;
        }
    }

    static String topics(List<String> names) {
        return (names.size() == 1 ? "topic " : "topics ")
                + names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** The topics are not as required, and waiting does not help. */
    static final class TopicMismatch extends Exception {
        private static final long serialVersionUID = 1L;

        TopicMismatch(String message) {
            super(message);
        }
    }

    /** The topics are not usable yet; that may change at any time. */
    static final class NotReady extends Exception {
        private static final long serialVersionUID = 1L;

        NotReady(String message) {
            super(message);
        }
    }
}
