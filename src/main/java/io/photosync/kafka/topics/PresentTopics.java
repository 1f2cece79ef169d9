package io.photosync.kafka.topics;

import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicProvisioner.NotReady;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that exist, and whether we have the rights that we need on them. */
final class PresentTopics {
    private static final List<AclOperation> NEEDED = List.of(AclOperation.READ, AclOperation.WRITE);

    private final Admin admin;
    private final KafkaNames names;

    PresentTopics(Admin admin, KafkaNames names) {
        this.admin = admin;
        this.names = names;
    }

    /**
     * @throws NotReady when a right is missing; Kafka then hides whether a topic exists
     * @throws ExecutionException when the broker does not answer now
     */
    Map<Topic, TopicDescription> describe() throws ExecutionException, InterruptedException, NotReady {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        Stream.of(Topic.values()).map(names::of).toList(),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        Map<Topic, TopicDescription> present = new EnumMap<>(Topic.class);
        Map<String, List<String>> missing = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            try {
                TopicDescription description = answers.get(names.of(topic)).get();
                present.put(topic, description);
                missing(description.authorizedOperations())
                        .forEach(right -> missing.computeIfAbsent(right, key -> new ArrayList<>())
                                .add(names.of(topic)));
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case UnknownTopicOrPartitionException unknown -> {}
                    case TopicAuthorizationException denied ->
                        missing.computeIfAbsent("Describe", key -> new ArrayList<>())
                                .add(names.of(topic));
                    case null, default -> throw e;
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new NotReady(missing.entrySet().stream()
                    .map(right -> "Kafka does not grant the right %s on %s"
                            .formatted(right.getKey(), TopicProvisioner.topics(right.getValue())))
                    .collect(Collectors.joining("; ")));
        }
        return present;
    }

    /** @param granted null when the broker does not report it */
    private static List<String> missing(Set<AclOperation> granted) {
        return granted == null || granted.isEmpty()
                ? List.of()
                : NEEDED.stream()
                        .filter(right -> !granted.contains(right))
                        .map(right -> right == AclOperation.READ ? "Read" : "Write")
                        .toList();
    }

    /** @throws NotReady when we may not join a group; whether it exists yet does not matter */
    void requireGroups() throws ExecutionException, InterruptedException, NotReady {
        Map<String, KafkaFuture<ConsumerGroupDescription>> answers = admin.describeConsumerGroups(
                        Stream.of(ConsumerGroup.values()).map(names::of).toList())
                .describedGroups();
        List<String> hidden = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<ConsumerGroupDescription>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupAuthorizationException) {
                    hidden.add(answer.getKey());
                } else if (e.getCause() instanceof RetriableException) {
                    throw e;
                }
            }
        }
        if (!hidden.isEmpty()) {
            throw new NotReady("Kafka does not grant the right Read on consumer "
                    + (hidden.size() == 1 ? "group " : "groups ")
                    + hidden.stream().sorted().collect(Collectors.joining(", ")));
        }
    }
}
