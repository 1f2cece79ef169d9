package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What fails for one user fails that user alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {
    private static final int PEOPLE = ChaosFixture.isLong() ? 1_000 : 100;
    private static final Duration GIVEN_UP_BY = Duration.ofMinutes(2);
    private static final Duration IN_THE_END = Duration.ofMinutes(ChaosFixture.isLong() ? 10 : 3);

    private Sandbox sandbox;
    private TenantVisitor visitor;
    private TopicReader topics;
    private List<Person> people;
    private ServiceProcess service;

    @BeforeAll
    void a_service_at_work() {
        sandbox = ChaosFixture.tenant(PEOPLE * 2);
        visitor = new TenantVisitor(sandbox);
        topics = new TopicReader(sandbox);
        people = visitor.employees(PEOPLE);
        service = ServiceProcess.start(ChaosFixture.launch(sandbox));
        visitor.awaitSubscription();
    }

    @AfterAll
    void end() {
        if (service != null) {
            service.close();
        }
        sandbox.close();
    }

    @Test
    void a_user_for_whom_sharepoint_always_fails_is_dead_lettered_alone_and_replayed_once_the_cause_is_gone() {
        // Given
        Person poisonous = people.getFirst();
        List<Person> others = people.subList(1, people.size());
        Fault fault = Fault.always(Service.SHAREPOINT, ".", 500).user(poisonous.id());
        sandbox.troubles().faults().put(fault);

        // When
        visitor.putPhoto(poisonous, 1);
        for (Person other : others) {
            visitor.putPhoto(other, other.id().hashCode());
        }

        // Then
        visitor.awaitInStep(others, IN_THE_END);
        ConsumerRecord<String, String> letter = awaitLetter(poisonous.id());
        assertThat(standingOf(people)).containsOnlyKeys(poisonous.id());
        assertThat(TopicReader.headers(letter))
                .contains("photosync-reason=SHAREPOINT_FAILED")
                .contains("photosync-attempts=4")
                .contains("photosync-http-status=500")
                .contains("photosync-origin-topic=photo-updated")
                .allMatch(header -> header.startsWith("photosync-"))
                .doesNotHaveDuplicates()
                .extracting(header -> header.substring(0, header.indexOf('=')))
                .doesNotHaveDuplicates();

        // When
        sandbox.troubles().faults().remove(fault::equals);
        replay(poisonous);

        // Then
        visitor.awaitInStep(List.of(poisonous), IN_THE_END);
        await().atMost(GIVEN_UP_BY).until(() -> standingOf(people), Map::isEmpty);
    }

    /** As an operator does it: by the failure's code, with a reason. */
    private void replay(Person person) {
        given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json")
                .body(
                        "{\"filter\":{\"code\":\"SHAREPOINT_FAILED\",\"user\":\"%s\"},\"reason\":\"SharePoint is mended\"}"
                                .formatted(person.id()))
                .when()
                .post(service.url("/ops/api/dead-letters/replay"))
                .then()
                .statusCode(200)
                .body("count", equalTo(1));
    }

    @Test
    void a_photo_that_is_no_image_is_dead_lettered_at_once_and_resolved_by_the_next_one() {
        // Given
        Person person = people.get(1);

        // When
        sandbox.exchangePhotos().damage(person.id(), "no image at all".getBytes(StandardCharsets.UTF_8));
        ConsumerRecord<String, String> letter = awaitLetter(person.id());

        // Then
        assertThat(TopicReader.headers(letter))
                .contains("photosync-reason=IMAGE_UNREADABLE")
                .contains("photosync-attempts=1");

        // When
        visitor.putPhoto(person, 3);

        // Then
        visitor.awaitInStep(List.of(person), IN_THE_END);
        await().atMost(GIVEN_UP_BY)
                .until(() -> topics.standing(Topic.PHOTO_UPDATED_DLQ), letters -> !letters.containsKey(person.id()));
    }

    @Test
    void a_record_that_is_no_event_becomes_a_dead_letter_and_the_lane_goes_on() {
        // Given
        Person person = people.get(2);

        // When
        topics.write(Topic.PHOTO_UPDATED, person.id(), "{\"specversion\":\"1.0\",");
        visitor.putPhoto(person, 4);

        // Then
        visitor.awaitInStep(List.of(person), IN_THE_END);
        ConsumerRecord<String, String> letter = await().atMost(GIVEN_UP_BY)
                .until(
                        () -> topics.standing(Topic.PHOTO_UPDATED_DLQ).values().stream()
                                .filter(record -> record.value().equals("{\"specversion\":\"1.0\","))
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
        assertThat(letter.key()).startsWith("photo-updated-");
        assertThat(TopicReader.headers(letter))
                .contains("photosync-reason=EVENT_UNREADABLE")
                .contains("photosync-origin-topic=photo-updated");
    }

    @Test
    void a_record_that_unpacks_to_more_than_the_whole_heap_becomes_a_dead_letter_and_the_process_lives() {
        // Given
        Person person = people.get(3);
        int length = 160 << 20;

        // When
        topics.writePacked(Topic.PHOTO_UPDATED, person.id(), new byte[length], "gzip");
        visitor.putPhoto(person, 4);

        // Then
        visitor.awaitInStep(List.of(person), IN_THE_END);
        assertThat(service.alive()).isTrue();
        await().atMost(GIVEN_UP_BY)
                .until(
                        () -> topics.standing(Topic.PHOTO_UPDATED_DLQ).values().stream()
                                .filter(letter ->
                                        TopicReader.headers(letter).contains("photosync-value-length=" + length))
                                .toList(),
                        found -> found.size() == 1);
    }

    private ConsumerRecord<String, String> awaitLetter(String key) {
        return await().atMost(GIVEN_UP_BY)
                .until(() -> topics.standing(Topic.PHOTO_UPDATED_DLQ), letters -> letters.containsKey(key))
                .get(key);
    }

    private Map<String, ConsumerRecord<String, String>> standingOf(List<Person> some) {
        List<String> ids = some.stream().map(Person::id).toList();
        Map<String, ConsumerRecord<String, String>> letters = topics.standing(Topic.PHOTO_UPDATED_DLQ);
        letters.keySet().retainAll(ids);
        return letters;
    }
}
