package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What an outage that nobody took for one leaves behind: everybody has an open letter, and a retry that is due. */
class ManyLettersIT {
    private static final int USERS = 100_000;
    /** What src/docs/operations.md asks for the container. */
    private static final long CONTAINER_MEGABYTES = 384;

    @Test
    void a_hundred_thousand_letters_let_the_service_start_and_answer_within_its_memory() {
        carryOut("letters", ManyLettersIT::letter, (sandbox, service) -> {
            operator(sandbox, service)
                    .get("/ops/api/dead-letters?limit=500&code=SHAREPOINT_REFUSED")
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(USERS))
                    .body("items.size()", equalTo(500));
            operator(sandbox, service)
                    .body("{\"filter\":{},\"reason\":\"SharePoint is mended\",\"dryRun\":true}")
                    .post("/ops/api/dead-letters/replay")
                    .then()
                    .statusCode(200)
                    .body("count", equalTo(1_000))
                    .body("left", greaterThan(USERS / 2));
        });
    }

    @Test
    void a_hundred_thousand_retries_that_are_due_let_the_service_start_and_work_within_its_memory() {
        // The users are not in the tenant: that is how their work ends.
        carryOut("due retries", ManyLettersIT::retry, (sandbox, service) -> await().atMost(Duration.ofMinutes(2))
                .until(() -> service.log()
                                .lines()
                                .filter(line -> line.contains("reason=USER_GONE"))
                                .count()
                        > 1_000));
    }

    /** What is asked of a service with so much before it. */
    @FunctionalInterface
    private interface Check {
        void of(Sandbox sandbox, ServiceProcess service);
    }

    /** Writes what one user leaves behind. */
    @FunctionalInterface
    private interface Leaving {
        void write(
                KafkaProducer<String, byte[]> producer,
                int user,
                PhotoEvent event,
                FailureNote note,
                RecordPosition recordPosition);
    }

    private static void carryOut(String what, Leaving leaving, Check check) {
        try (Sandbox sandbox = ChaosFixture.tenant(100)) {
            // Given
            Launch launch = ChaosFixture.launch(sandbox);
            try (ServiceProcess first = ServiceProcess.start(launch)) {
                first.terminate(); // The topics are there.
            }
            fill(sandbox, leaving);

            // When
            long began = System.nanoTime();
            try (ServiceProcess service = ServiceProcess.start(launch)) {
                Duration start = Duration.ofNanos(System.nanoTime() - began);

                // Then
                check.of(sandbox, service);
                operator(sandbox, service).get("/ops/api/status").then().statusCode(200);
                System.out.printf(
                        "%,d %s: started in %d s, resident %d MB, processor %d s%n",
                        USERS,
                        what,
                        start.toSeconds(),
                        service.residentMegabytes(),
                        service.processorTime().toSeconds());
                assertThat(service.alive()).isTrue();
                assertThat(service.residentMegabytes()).isLessThan(CONTAINER_MEGABYTES);
                assertThat(service.health("live")).isEqualTo(200);
            }
        }
    }

    private static RequestSpecification operator(Sandbox sandbox, ServiceProcess service) {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json")
                .baseUri(service.url("").toString());
    }

    private static void fill(Sandbox sandbox, Leaving leaving) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", sandbox.broker().bootstrapServers(), "linger.ms", 20, "batch.size", 256 << 10);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int user = 0; user < USERS; user++) {
                fill(producer, leaving, user, UUID.randomUUID().toString());
            }
        }
    }

    private static void fill(KafkaProducer<String, byte[]> producer, Leaving leaving, int user, String id) {
        Instant now = Instant.now();
        String name = "user.number." + user + "@contoso.example";
        Optional<String> etag = Optional.of("\"%032X\"".formatted(user));
        Data data = new Data(name, etag, Optional.of(648), Optional.of(648), Cause.FIRST_FILL, now.minusSeconds(7_200));
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, id, now.minusSeconds(7_200), data);
        FailureNote note = new FailureNote(
                FailureCode.SHAREPOINT_REFUSED,
                "HTTP 403 accessDenied: Access denied. You do not have permission to perform this action, user " + user,
                now.minusSeconds(4_000),
                now.minusSeconds(60),
                Optional.of(403),
                Optional.of(UUID.randomUUID().toString()));
        RecordPosition recordPosition = new RecordPosition(Topic.PHOTO_UPDATED_BULK.id(), user % 12, user);
        send(producer, Topic.ROSTER, id, EventJson.write(listed(name, etag, now)), List.of());
        leaving.write(producer, user, event, note, recordPosition);
    }

    private static void letter(
            KafkaProducer<String, byte[]> producer,
            int user,
            PhotoEvent event,
            FailureNote note,
            RecordPosition recordPosition) {
        DeadLetter letter = new DeadLetter(EventJson.write(event), note, 4, recordPosition);
        send(producer, Topic.PHOTO_SETTLED, event.userId(), EventJson.write(end(event, note.lastAt())), List.of());
        send(producer, Topic.PHOTO_UPDATED_DLQ, event.userId(), letter.value(), DeadLetterHeaders.of(letter));
    }

    private static void retry(
            KafkaProducer<String, byte[]> producer,
            int user,
            PhotoEvent event,
            FailureNote note,
            RecordPosition recordPosition) {
        PendingRetry retry = new PendingRetry(event, 1, note.lastAt(), note, recordPosition);
        send(producer, Topic.PHOTO_UPDATED_RETRY, event.userId(), EventJson.write(retry), List.of());
    }

    private static RosterEntry listed(String name, Optional<String> etag, Instant now) {
        return new RosterEntryBuilder(name, name).mediaEtag(etag).seenAt(now).build();
    }

    private static Settlement end(PhotoEvent event, Instant now) {
        return new SettlementBuilder(Settlement.State.DEAD_LETTERED, event.id(), now.minusSeconds(60))
                .mediaEtag(event.data().mediaEtag())
                .reason(FailureCode.SHAREPOINT_REFUSED.name())
                .by("0a1b2c3d", "0a1b2c3d-1")
                .attempt(4)
                .startedAt(now.minusSeconds(61))
                .build();
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, Topic topic, String key, byte[] value, List<Header> headers) {
        producer.send(new ProducerRecord<>(topic.id(), null, key, value, headers));
    }
}
