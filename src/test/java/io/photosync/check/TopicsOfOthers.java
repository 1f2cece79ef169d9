package io.photosync.check;

import io.photosync.kafka.Topic;
import io.photosync.sandbox.KafkaAdministrator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics with one prefix as the broker's administrator, or another service, created them. */
record TopicsOfOthers(KafkaAdministrator kafka, String prefix) {

    /** Creates all topics as a service does, with one partition unless another number is given. */
    void make(Map<String, Integer> partitions) {
        make(partitions, 1);
    }

    void make(Map<String, Integer> partitions, int copies) {
        kafka.send(admin -> admin.createTopics(Stream.of(Topic.values())
                        .map(topic -> new NewTopic(
                                        prefix + topic.id(), partitions.getOrDefault(topic.id(), 1), (short) copies)
                                .configs(topic.config()))
                        .toList())
                .all()
                .get());
    }

    void set(String topic, String setting, String value) {
        kafka.send(admin -> admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, prefix + topic),
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET))))
                .all()
                .get());
    }

    /** Creates the topics as the first start of that tenant's service does. */
    void mark(String tenantId, String mySite) throws Exception {
        mark(tenantId, mySite, "");
    }

    /** The same, with the number of partitions that the topics had. */
    void mark(String tenantId, String mySite, int partitions) throws Exception {
        mark(tenantId, mySite, ",\"partitions\":%d".formatted(partitions));
    }

    private void mark(String tenantId, String mySite, String more) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                            prefix + "photosync-state",
                            "owner",
                            "{\"tenantId\":\"%s\",\"mySite\":\"%s\"%s}".formatted(tenantId, mySite, more)))
                    .get();
        }
    }

    Set<String> names() {
        Set<String> names = new ConcurrentSkipListSet<>();
        kafka.send(admin -> names.addAll(admin.listTopics().names().get()));
        names.removeIf(name -> !name.startsWith(prefix));
        return names;
    }

    /** Number of records ever written to the topic's first partition. */
    long records(String topic) {
        TopicPartition partition = new TopicPartition(prefix + topic, 0);
        AtomicLong end = new AtomicLong();
        kafka.send(admin -> {
            end.set(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset());
            return end;
        });
        return end.get();
    }
}
