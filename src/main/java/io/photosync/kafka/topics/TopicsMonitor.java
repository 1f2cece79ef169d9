package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** Checks the topics periodically: an operator may change them while the service runs. */
@ApplicationScoped
public class TopicsMonitor {
    private static final Logger LOG = Logger.getLogger(TopicsMonitor.class);

    private final KafkaClients clients;
    private final KafkaNames names;
    private final TopicSettings settings;
    private final TopicInitializer start;
    private volatile TopicsState state = new TopicsState(List.of(), List.of("not checked yet"));

    TopicsMonitor(KafkaClients clients, TopicSettings settings, TopicInitializer start) {
        this.clients = clients;
        this.names = clients.names();
        this.settings = settings;
        this.start = start;
    }

    /** The last result. */
    public TopicsState state() {
        return state;
    }

    void start(@Observes StartupEvent event) {
        start.ready().thenRun(() -> Thread.ofVirtual().name("topics").start(this::check));
    }

    /** Four small requests. A change has no effect within that time: the broker's cleaner comes later. */
    @Scheduled(
            every = "30s",
            delayed = "30s",
            identity = "topics-watch",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void checkAgain() {
        CompletableFuture<Void> ready = start.ready();
        // Until then TopicInitializer checks, and if it gave up they are not ours to check.
        if (ready.isDone() && !ready.isCompletedExceptionally()) {
            check();
        }
    }

    private void check() {
        try (Admin admin = clients.admin()) {
            TopicsState before = state;
            state = check(admin);
            if (!state.wrong().isEmpty() && !state.wrong().equals(before.wrong())) {
                LOG.warn(String.join("; ", state.wrong()));
            }
        } catch (ExecutionException e) {
            LOG.infof("topics not checked now: %s", e.getCause().getMessage());
        } catch (KafkaException e) {
            LOG.infof("topics not checked now: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    TopicsState check(Admin admin) throws ExecutionException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Map<Topic, TopicDescription> topics = describe(admin, wrong);
        TopicConfigs configs = TopicConfigs.of(admin, names, topics.keySet());
        int brokers = admin.describeCluster().nodes().get().size();
        wrong.addAll(TopicRules.wrong(topics, configs, names, settings));
        List<String> risks = TopicRules.risks(topics, configs, names, settings, brokers);
        wrong.addAll(risks);
        List<String> notes = new ArrayList<>(configs.unknown().stream().toList());
        // Where one copy is a risk it was named as one.
        if (risks.isEmpty() && topics.values().stream().anyMatch(topic -> TopicRules.copies(topic) == 1)) {
            notes.add("one copy of each topic, since Kafka has one broker: what that loses is lost");
        }
        return new TopicsState(wrong, notes);
    }

    private Map<Topic, TopicDescription> describe(Admin admin, List<String> wrong)
            throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        Stream.of(Topic.values()).map(names::of).toList())
                .topicNameValues();
        Map<Topic, TopicDescription> found = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            String name = names.of(topic);
            try {
                found.put(topic, answers.get(name).get());
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case UnknownTopicOrPartitionException gone ->
                        wrong.add("topic %s does not exist any more".formatted(name));
                    case TopicAuthorizationException denied ->
                        wrong.add("Kafka does not grant the right Describe on topic " + name);
                    case null, default -> throw e;
                }
            }
        }
        return found;
    }
}
