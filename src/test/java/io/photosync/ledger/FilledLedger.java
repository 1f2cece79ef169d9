package io.photosync.ledger;

import static io.photosync.testkit.Patience.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriterMetrics;
import io.photosync.sandbox.Broker;
import io.photosync.testkit.RosterEntryBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A ledger of many users, some with a dead letter, read from a broker of its own. */
public final class FilledLedger implements AutoCloseable {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FailureCode[] CODES = FailureCode.values();
    private static final int PARTITIONS = 12;

    private final Broker broker = Broker.start(0, Optional.empty());
    private final Ledger ledger;

    public FilledLedger(int users, int letters) throws Exception {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
        try (Admin admin = clients.admin()) {
            admin.createTopics(Fold.TOPICS.stream()
                            .map(topic -> new NewTopic(topic.id(), PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        TopicWriter writer = new TopicWriter(clients, new WriterMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            sent.add(writer.send(Topic.ROSTER, id(user), EventJson.write(entry(user)), List.of()));
        }
        for (int user = 0; user < letters; user++) {
            DeadLetter letter = letter(user);
            sent.add(writer.send(Topic.PHOTO_UPDATED_DLQ, id(user), letter.value(), DeadLetterHeaders.of(letter)));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        writer.close();
        ledger = new Ledger(clients, CompletableFuture.completedFuture(null), Clock.systemUTC(), List.of());
        ledger.start();
        await().until(ledger::caughtUp);
    }

    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        ledger.stop();
        broker.close();
    }

    private static RosterEntry entry(int user) {
        return new RosterEntryBuilder(name(user), "User Number %d of Contoso".formatted(user))
                .mediaEtag("W/\"%032x\"".formatted(user))
                .seenAt(NOON)
                .build();
    }

    private static DeadLetter letter(int user) {
        Data data = new Data(
                name(user),
                Optional.of("W/\"%032x\"".formatted(user)),
                Optional.of(648),
                Optional.of(648),
                Cause.SWEEP,
                NOON);
        FailureNote note = new FailureNote(
                CODES[user % CODES.length],
                "HTTP 403 accessDenied: Access denied. You do not have permission to perform this action on item "
                        + user,
                NOON,
                NOON.plusSeconds(user),
                Optional.of(403),
                Optional.of(id(user)));
        return new DeadLetter(
                EventJson.write(PhotoEvent.fresh(PhotoEvent.UPDATED, id(user), NOON, data)),
                note,
                4,
                new RecordPosition(Topic.PHOTO_UPDATED.id(), user % PARTITIONS, user));
    }

    private static String name(int user) {
        return "user.number.%d@contoso.example".formatted(user);
    }

    private static String id(int user) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | user).toString();
    }
}
