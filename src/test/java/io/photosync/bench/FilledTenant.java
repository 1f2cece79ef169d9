package io.photosync.bench;

import io.photosync.event.EventJson;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.testkit.SettlementBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics as a first fill leaves them, without the hours that it takes. */
final class FilledTenant {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private FilledTenant() {}

    /** The topics must be there, and no service. */
    static void settle(Sandbox sandbox) throws ExecutionException, InterruptedException {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", sandbox.broker().bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            for (Person person : sandbox.directory().all()) {
                sandbox.exchangePhotos().find(person.id()).ifPresent(photo -> settle(producer, person, photo));
            }
        }
        try (Admin admin = Admin.create(connection)) {
            commit(admin, Topic.PHOTO_UPDATED_BULK.id());
        }
    }

    private static void settle(KafkaProducer<String, byte[]> producer, Person person, Photo photo) {
        PhotoEvent event = event(person, photo);
        producer.send(new ProducerRecord<>(Topic.PHOTO_UPDATED_BULK.id(), person.id(), EventJson.write(event)));
        producer.send(
                new ProducerRecord<>(Topic.PHOTO_SETTLED.id(), person.id(), EventJson.write(synced(event, person))));
    }

    private static PhotoEvent event(Person person, Photo photo) {
        Data data = new Data(
                person.userPrincipalName(),
                Optional.of(photo.mediaEtag()),
                Optional.of(photo.side()),
                Optional.of(photo.side()),
                Cause.FIRST_FILL,
                LONG_AGO);
        return PhotoEvent.detected(PhotoEvent.UPDATED, person.id(), LONG_AGO, "never", data);
    }

    private static Settlement synced(PhotoEvent event, Person person) {
        return new SettlementBuilder(Settlement.State.SYNCED, event.id(), LONG_AGO.plusSeconds(1))
                .mediaEtag(event.data().mediaEtag())
                .sha256("0".repeat(64))
                .fileBaseName(person.id())
                .files(new WrittenFiles(LONG_AGO, 1_000, 2_000, 9_000))
                .by("bench", UUID.randomUUID().toString())
                .startedAt(LONG_AGO)
                .build();
    }

    /** The lane was read to its end. */
    private static void commit(Admin admin, String lane) throws ExecutionException, InterruptedException {
        TopicDescription topic =
                admin.describeTopics(List.of(lane)).allTopicNames().get().get(lane);
        Map<TopicPartition, OffsetSpec> ends = topic.partitions().stream()
                .collect(Collectors.toMap(
                        info -> new TopicPartition(lane, info.partition()), info -> OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> done = admin.listOffsets(ends).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> new OffsetAndMetadata(end.getValue().offset())));
        admin.alterConsumerGroupOffsets("photosync-sync", done).all().get();
    }
}
