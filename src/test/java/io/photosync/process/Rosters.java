package io.photosync.process;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.event.Topic;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The roster as a service that knows its tenant has it. */
final class Rosters {
    private Rosters() {}

    static void fill(Sandbox sandbox) throws ExecutionException, InterruptedException {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", sandbox.broker().bootstrapServers());
        NewTopic topic = new NewTopic(Topic.ROSTER.id(), Optional.of(12), Optional.empty());
        try (Admin admin = Admin.create(connection);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(topic.configs(Topic.ROSTER.config())))
                    .all()
                    .get();
            for (Person person : sandbox.directory().all()) {
                producer.send(new ProducerRecord<>(
                        Topic.ROSTER.id(),
                        person.id(),
                        new String(EventJson.write(entry(person)), StandardCharsets.UTF_8)));
            }
            producer.flush();
        }
    }

    private static RosterEntry entry(Person person) {
        return new RosterEntry(
                person.userPrincipalName(),
                person.displayName(),
                true,
                person.guest(),
                person.enabled(),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
