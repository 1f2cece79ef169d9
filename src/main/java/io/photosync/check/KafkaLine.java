package io.photosync.check;

import io.photosync.event.KafkaClients;
import io.photosync.event.Topic;
import io.photosync.event.TopicSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;

/** Kafka: reached, the topics as they should be, how many copies of them, and what we may do with them. */
final class KafkaLine implements Check {
    private static final int SECONDS = 6;
    private static final Set<AclOperation> NEEDED =
            EnumSet.of(AclOperation.DESCRIBE, AclOperation.READ, AclOperation.WRITE);

    private final KafkaClients clients;
    private final TopicSettings settings;

    KafkaLine(KafkaClients clients, TopicSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Line look() throws InterruptedException {
        try (Admin admin = clients.admin()) {
            int brokers = await(admin.describeCluster().nodes()).size();
            Set<String> present = await(admin.listTopics().names());
            List<Topic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(name(topic)))
                    .toList();
            if (!missing.isEmpty() && !settings.create()) {
                return Line.fails(
                        name(),
                        "%d brokers; topics %s are missing, and photosync.topics.create is false"
                                .formatted(brokers, ids(missing)),
                        "Create them as README's table of topics says, or set photosync.topics.create to true.");
            }
            return judged(brokers, missing, described(admin, missing));
        } catch (ExecutionException e) {
            return unreachable(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return unreachable("no answer within %d s".formatted(SECONDS));
        } catch (KafkaException e) {
            return unreachable(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
    }

    /** With the prefix. */
    private String name(Topic topic) {
        return clients.names().of(topic);
    }

    private Map<String, TopicDescription> described(Admin admin, List<Topic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> ids = Arrays.stream(Topic.values())
                .filter(topic -> !missing.contains(topic))
                .map(this::name)
                .toList();
        return await(admin.describeTopics(ids, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames());
    }

    private Line judged(int brokers, List<Topic> missing, Map<String, TopicDescription> topics) {
        List<String> wrong = new ArrayList<>();
        topics.values().forEach(topic -> {
            Set<AclOperation> allowed = topic.authorizedOperations();
            // A broker that knows no rights says nothing of them.
            if (allowed != null
                    && !allowed.isEmpty()
                    && !allowed.contains(AclOperation.ALL)
                    && !allowed.containsAll(NEEDED)) {
                Set<AclOperation> lacking = EnumSet.copyOf(NEEDED);
                lacking.removeAll(allowed);
                wrong.add("no right to %s topic %s".formatted(lacking, topic.name()));
            }
        });
        Arrays.stream(Topic.values())
                .filter(topic -> topics.containsKey(name(topic)))
                .filter(topic -> topics.get(name(topic)).partitions().size() != topic.partitions(settings))
                .forEach(topic -> wrong.add("topic %s has %d partitions, photosync.topics.partitions asks for %d"
                        .formatted(
                                name(topic),
                                topics.get(name(topic)).partitions().size(),
                                topic.partitions(settings))));
        if (!wrong.isEmpty()) {
            return Line.fails(
                    name(),
                    String.join("; ", wrong.stream().sorted().toList()),
                    "Give photo sync's Kafka user these rights, or put the settings and the topics in step; partitions are not to be changed later.");
        }
        int copies = topics.values().stream()
                .mapToInt(topic -> topic.partitions().getFirst().replicas().size())
                .min()
                .orElse(0);
        String says = "%d brokers; %s"
                .formatted(
                        brokers,
                        missing.isEmpty() ? "all topics are there" : "topics " + ids(missing) + " will be created");
        return copies == 1
                ? Line.untold(
                        name(),
                        says + ", with one copy of each",
                        "For production take three brokers and photosync.topics.replication-factor=3.")
                : Line.works(name(), copies == 0 ? says : says + ", at least %d copies".formatted(copies));
    }

    private Line unreachable(String why) {
        return Line.fails(
                name(),
                "is not reached: " + why,
                "Compare kafka.bootstrap.servers and the other kafka.* settings (TLS, SASL) with the brokers'; see the firewall.");
    }

    private String ids(List<Topic> topics) {
        return topics.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }
}
