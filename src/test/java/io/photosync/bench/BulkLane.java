package io.photosync.bench;

import io.photosync.event.EventJson;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.people.Person;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Feeds people into the bulk lane, at most a thousand waiting. */
final class BulkLane implements AutoCloseable {
    private static final int WAITING = 1_000;

    private final BenchFixture stage;
    private final KafkaProducer<String, byte[]> producer;
    private final Deque<Person> ahead;
    private final Deque<Person> fed = new ArrayDeque<>();
    private int done;

    BulkLane(BenchFixture stage, List<Person> people) {
        this.stage = stage;
        this.ahead = new ArrayDeque<>(people);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.sandbox.broker().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Takes note of who is shown by now and feeds as many more. */
    void feed() {
        int before = fed.size();
        fed.removeIf(person -> stage.version(person).isPresent());
        done += before - fed.size();
        while (fed.size() < WAITING && !ahead.isEmpty()) {
            Person person = ahead.poll();
            producer.send(
                    new ProducerRecord<>(Topic.PHOTO_UPDATED_BULK.id(), person.id(), EventJson.write(event(person))));
            fed.add(person);
        }
    }

    int done() {
        return done;
    }

    boolean empty() {
        return ahead.isEmpty() && fed.isEmpty();
    }

    private PhotoEvent event(Person person) {
        Instant now = Instant.now();
        Data data = new Data(
                person.userPrincipalName(),
                stage.sandbox.exchangePhotos().find(person.id()).map(photo -> photo.mediaEtag()),
                Optional.of(648),
                Optional.of(648),
                Cause.FIRST_FILL,
                now);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), now, data);
    }

    @Override
    public void close() {
        producer.close();
    }
}
