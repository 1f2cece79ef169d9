package io.photosync.bench;

import static org.awaitility.Awaitility.await;

import io.photosync.event.EventJson;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.process.ServiceProcess;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a round of the sweep costs where nobody has changed, as fast as Graph's budget lets it go. */
class SweepBench {
    private static final boolean LONG = "long".equals(System.getProperty("photosync.bench"));
    private static final Figures FIGURES = new Figures();
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    static int[] tenants() {
        return LONG ? new int[] {1_000, 10_000, 20_000, 100_000} : new int[] {1_000, 10_000};
    }

    @AfterAll
    static void print() {
        System.out.printf("%nThe sweep, %s form%n%n%s%n", LONG ? "long" : "short", FIGURES.table());
    }

    @ParameterizedTest
    @MethodSource("tenants")
    void a_round(int people) {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people))) {
            sandbox.troubles().latency().set(Service.GRAPH, Stage.TO_GRAPH);
            Launch launch = Launch.of(sandbox.serviceSettings()).with("photosync.sweep.every", "PT1S");
            try (ServiceProcess makesTheTopics = ServiceProcess.start(launch)) {
                makesTheTopics.terminate();
            }
            settleAll(sandbox);
            try (ServiceProcess service = ServiceProcess.start(launch.with("photosync.sweep.enabled", "true"))) {
                awaitEnd(service, 1);
                Duration before = service.processorTime();
                String second = awaitEnd(service, 2);
                Duration busy = service.processorTime().minus(before);
                FIGURES.add(
                        String.format(Locale.ROOT, "a round through %,d people", people),
                        String.format(
                                Locale.ROOT,
                                "%s; %s of one processor; %d MB resident",
                                second.substring(second.indexOf("seconds=")),
                                Figures.seconds(busy),
                                service.residentMegabytes()));
            }
        }
    }

    /** As though everybody had been synced long ago. */
    private static void settleAll(Sandbox sandbox) {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", sandbox.broker().bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            for (Person person : sandbox.directory().all()) {
                sandbox.exchangePhotos()
                        .find(person.id())
                        .ifPresent(photo -> producer.send(new ProducerRecord<>(
                                Topic.PHOTO_SETTLED.id(), person.id(), EventJson.write(synced(person, photo)))));
            }
        }
    }

    private static Settlement synced(Person person, Photo photo) {
        return new Settlement(
                Settlement.State.SYNCED,
                "event-of-" + person.id(),
                Optional.of(photo.mediaEtag()),
                Optional.of("0".repeat(64)),
                Optional.of(person.id()),
                Optional.empty(),
                Optional.empty(),
                "bench",
                "attempt-of-" + person.id(),
                1,
                LONG_AGO,
                LONG_AGO);
    }

    private static String awaitEnd(ServiceProcess service, int round) {
        return await("round " + round)
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> service.log()
                                .lines()
                                .filter(line -> line.contains("sweep round=%d ended".formatted(round)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
