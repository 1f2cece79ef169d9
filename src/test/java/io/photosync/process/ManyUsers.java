package io.photosync.process;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a large tenant leaves in the topics, without the tenant: users of whom all is known and nothing is to be done. */
final class ManyUsers {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private ManyUsers() {}

    /** The topics must be there. Returns when Kafka has it all. */
    static void settle(Sandbox sandbox, int count) {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", sandbox.broker().bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < count; number++) {
                String user = new UUID(0x1234_5678_0000_4000L, Long.MIN_VALUE + number * 7_919L).toString();
                producer.send(new ProducerRecord<>(
                        Topic.ROSTER.id(), user, EventJson.write(entry("first.last-%d@contoso.example", number))));
                producer.send(new ProducerRecord<>(Topic.PHOTO_SETTLED.id(), user, EventJson.write(settled(user))));
            }
        }
    }

    private static RosterEntry entry(String name, int number) {
        return new RosterEntryBuilder(name.formatted(number), "First Last the %dth".formatted(number))
                .mediaEtag("W/\"%032x\"".formatted(number))
                .seenAt(LONG_AGO)
                .build();
    }

    private static Settlement settled(String user) {
        return new SettlementBuilder(Settlement.State.SYNCED, user + "-event", LONG_AGO.plusSeconds(1))
                .mediaEtag("W/\"%s\"".formatted(user))
                .sha256((user + user).replace("-", ""))
                .fileBaseName(user)
                .files(new WrittenFiles(LONG_AGO, 1_000, 2_000, 9_000))
                .by("another", UUID.randomUUID().toString())
                .startedAt(LONG_AGO)
                .build();
    }
}
