package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicSettings;
import io.photosync.kafka.topics.TopicProvisioner.NotReady;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Checks the topics by the rules of a start. Creates no topic and writes no record. */
public final class TopicInspection {
    private final KafkaClients clients;
    private final KafkaNames names;
    private final TopicSettings settings;
    private final TopicOwner self;
    private final TopicOwnership ownership;
    private final List<String> rights = new ArrayList<>();
    private final List<String> notMade = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    public TopicInspection(KafkaClients clients, TopicSettings settings, OwnerSettings owner) {
        this.clients = clients;
        this.names = clients.names();
        this.settings = settings;
        this.self = TopicOwner.of(owner, settings);
        this.ownership = new TopicOwnership(clients, self);
    }

    /**
     * @param admin stays open
     * @throws ExecutionException when a broker does not answer now
     * @throws KafkaException when the topics cannot be read
     */
    public TopicFindings inspect(Admin admin) throws ExecutionException, InterruptedException {
        List.of(rights, notMade, wrong).forEach(List::clear);
        int brokers = admin.describeCluster().nodes().get().size();
        PresentTopics topics = new PresentTopics(admin, names);
        Map<Topic, TopicDescription> present = present(topics);
        groups(topics);
        List<Topic> missing = rights.isEmpty()
                ? Stream.of(Topic.values())
                        .filter(topic -> !present.containsKey(topic))
                        .toList()
                : List.of();
        boolean made = missing.isEmpty() || wouldBeMade(admin, missing);
        TopicConfigs configs = TopicConfigs.of(admin, names, present.keySet());
        wrong.addAll(TopicRules.wrong(present, configs, names, settings));
        TopicCodecs.refused(configs, clients).ifPresent(wrong::add);
        Optional<TopicOwner> owner =
                present.containsKey(Topic.STATE) && rights.isEmpty() ? recorded() : Optional.empty();
        owner.flatMap(self::otherPartitions).ifPresent(wrong::add);
        return new TopicFindings(
                brokers,
                present.values().stream().mapToInt(TopicRules::copies).min().orElse(0),
                made ? missing.stream().map(names::of).toList() : List.of(),
                rights,
                notMade,
                wrong,
                owner.flatMap(self::otherTenant),
                TopicRules.risks(present, configs, names, settings, brokers),
                configs.unknown());
    }

    private Map<Topic, TopicDescription> present(PresentTopics topics) throws ExecutionException, InterruptedException {
        try {
            return topics.describe();
        } catch (NotReady e) {
            rights.add(e.getMessage());
            return new EnumMap<>(Topic.class);
        }
    }

    private void groups(PresentTopics topics) throws ExecutionException, InterruptedException {
        try {
            topics.requireGroups();
        } catch (NotReady e) {
            rights.add(e.getMessage());
        }
    }

    private boolean wouldBeMade(Admin admin, List<Topic> missing) throws ExecutionException, InterruptedException {
        if (!settings.create()) {
            notMade.add("%s missing, and photosync.topics.create is false"
                    .formatted(TopicProvisioner.topics(
                                    missing.stream().map(names::of).toList())
                            + (missing.size() == 1 ? " is" : " are")));
            return false;
        }
        try {
            new TopicCreation(admin, settings, names).rehearse(missing);
            return true;
        } catch (NotReady | TopicMismatch e) {
            notMade.add(e.getMessage());
            return false;
        }
    }

    private Optional<TopicOwner> recorded() throws InterruptedException {
        try {
            return ownership.recorded();
        } catch (KafkaException | LinkageError e) {
            Optional<String> unreadable = TopicCodecs.refused(e);
            if (unreadable.isEmpty()) {
                throw e;
            }
            wrong.add(unreadable.get());
            return Optional.empty();
        }
    }
}
