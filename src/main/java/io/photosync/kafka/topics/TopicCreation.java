package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicSettings;
import io.photosync.kafka.topics.TopicProvisioner.NotReady;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Creates topics, and names the right or the setting that a broker's refusal is about. */
final class TopicCreation {
    private static final String COPIES = "photosync.topics.replication-factor";

    private final Admin admin;
    private final TopicSettings settings;
    private final KafkaNames names;

    TopicCreation(Admin admin, TopicSettings settings, KafkaNames names) {
        this.admin = admin;
        this.settings = settings;
        this.names = names;
    }

    /**
     * @throws TopicMismatch when the broker refuses a setting
     * @throws NotReady when a right or a broker is missing
     * @throws ExecutionException when the broker does not answer now
     */
    void create(List<Topic> missing) throws ExecutionException, InterruptedException, TopicMismatch, NotReady {
        create(missing, new CreateTopicsOptions());
    }

    /** Whether the broker would create them, with the same exceptions; nothing is created. */
    void rehearse(List<Topic> missing) throws ExecutionException, InterruptedException, TopicMismatch, NotReady {
        create(missing, new CreateTopicsOptions().validateOnly(true));
    }

    private void create(List<Topic> missing, CreateTopicsOptions options)
            throws ExecutionException, InterruptedException, TopicMismatch, NotReady {
        Map<String, KafkaFuture<Void>> made = admin.createTopics(
                        missing.stream()
                                .map(topic -> wanted(topic, topic.config()))
                                .toList(),
                        options)
                .values();
        List<String> denied = new ArrayList<>();
        for (Topic topic : missing) {
            try {
                made.get(names.of(topic)).get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    // Another replica starts concurrently; the topics it created are checked like any other.
                    case TopicExistsException exists -> {}
                    case TopicAuthorizationException no -> denied.add(names.of(topic));
                    case ClusterAuthorizationException no -> denied.add(names.of(topic));
                    case InvalidReplicationFactorException few ->
                        throw new NotReady("Kafka cannot make topic %s with %s copies (%s): %s"
                                .formatted(names.of(topic), copies(), COPIES, few.getMessage()));
                    case UnsupportedVersionException old ->
                        throw new TopicMismatch("Kafka makes no topic of its own default of copies: set %s (%s)"
                                .formatted(COPIES, old.getMessage()));
                    case InvalidConfigurationException refused -> throw refusal(topic, refused);
                    case PolicyViolationException refused -> throw refusal(topic, refused);
                    case null, default -> throw e;
                }
            }
        }
        if (!denied.isEmpty()) {
            throw new NotReady("Kafka does not grant the right Create on %s: grant it, or have them made and set"
                            .formatted(TopicProvisioner.topics(denied))
                    + " photosync.topics.create to false");
        }
    }

    private NewTopic wanted(Topic topic, Map<String, String> config) {
        return new NewTopic(names.of(topic), Optional.of(topic.partitions(settings)), settings.replicationFactor())
                .configs(config);
    }

    private TopicMismatch refusal(Topic topic, Exception words) throws InterruptedException {
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, String> one : topic.config().entrySet()) {
            if (taken(topic, one.getKey())) {
                refused.add(one.getKey() + "=" + one.getValue());
            }
        }
        // A policy may also concern what is no setting: partitions, copies, the name.
        String what = refused.isEmpty()
                ? "%d partitions, %s copies and %s".formatted(topic.partitions(settings), copies(), topic.config())
                : String.join(" and ", refused);
        return new TopicMismatch(
                "Kafka refuses topic %s with %s: %s. Have the topic made without it, with cleanup.policy=%s"
                        .formatted(names.of(topic), what, words.getMessage(), topic.cleanupPolicy()));
    }

    /** Whether the broker would accept the topic without that setting; nothing is created. */
    private boolean taken(Topic topic, String without) throws InterruptedException {
        Map<String, String> config = new HashMap<>(topic.config());
        config.remove(without);
        try {
            admin.createTopics(List.of(wanted(topic, config)), new CreateTopicsOptions().validateOnly(true))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private String copies() {
        return settings.replicationFactor().map(String::valueOf).orElse("the broker's default of");
    }
}
