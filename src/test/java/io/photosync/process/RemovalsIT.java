package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemovalsIT {
    private static final int PEOPLE = 20;
    private static final Duration AFTER_THE_LEADER = Duration.ofSeconds(60);

    @Test
    void neither_a_hold_nor_a_removal_that_is_not_decided_yet_is_lost_with_the_leader() {
        try (Sandbox sandbox = ChaosFixture.tenant(PEOPLE * 2)) {
            // Given
            TenantVisitor visitor = new TenantVisitor(sandbox);
            TopicReader topics = new TopicReader(sandbox);
            List<Person> people = visitor.employees(PEOPLE);
            Launch launch = Launch.of(sandbox.serviceSettings())
                    .with("photosync.removal.confirm-after", "PT10S")
                    .with("photosync.sweep.every", "PT15S");
            try (ServiceProcess first = ServiceProcess.start(launch)) {
                visitor.awaitSubscription();
                people.forEach(person -> visitor.putPhoto(person, 1));
                visitor.awaitInStep(people);
                await().until(() -> first.log().contains("leading epoch="));

                // When one photo goes and the leader is killed before the second answer
                visitor.deletePhoto(people.getFirst());
                await().until(() -> suspects(topics) == 1);
                first.kill();
            }

            // Then
            try (ServiceProcess second = ServiceProcess.start(launch)) {
                visitor.awaitInStep(people.subList(0, 1), AFTER_THE_LEADER);

                // When too many go and that leader is killed too
                people.subList(1, 11).forEach(visitor::deletePhoto);
                await().until(() -> second.health("well") == 503);
                second.kill();
            }

            // Then
            try (ServiceProcess third = ServiceProcess.start(launch)) {
                await().atMost(AFTER_THE_LEADER).until(() -> third.log().contains("leading epoch="));
                assertThat(third.health("well")).isEqualTo(503);
                await().during(Duration.ofSeconds(25)).atMost(AFTER_THE_LEADER).until(() -> !third.log()
                        .contains("photo removed"));
                assertThat(suspects(topics)).isEqualTo(10);

                // When the photos are there again
                people.subList(1, 11).forEach(person -> visitor.putPhoto(person, 1));

                // Then
                await().atMost(AFTER_THE_LEADER).until(() -> third.log().contains("removals no longer held"));
                visitor.awaitInStep(people);
            }
        }
    }

    @Test
    void one_refusal_settles_all_who_were_held_however_soon_after_a_change_of_leader() {
        try (Sandbox sandbox = ChaosFixture.tenant(PEOPLE * 3)) {
            // Given
            TenantVisitor visitor = new TenantVisitor(sandbox);
            TopicReader topics = new TopicReader(sandbox);
            List<Person> people = visitor.employees(PEOPLE * 2);
            // From both ends of a round: the next leader finds the last of them some seconds after the first.
            List<Person> held = Stream.concat(
                            people.stream().limit(6), people.stream().skip(PEOPLE * 2 - 6))
                    .toList();
            sandbox.switches().setPhotoChangeNotifies(false);
            Launch launch = ChaosFixture.launch(sandbox)
                    .with("photosync.removal.at-most", "5")
                    .with("photosync.sweep.enabled", "true")
                    .with("photosync.removal.confirm-after", "PT10S")
                    .with("photosync.sweep.every", "PT15S");
            try (ServiceProcess first = ServiceProcess.start(launch)) {
                people.forEach(person -> visitor.putPhoto(person, 1));
                visitor.awaitInStep(people, AFTER_THE_LEADER);
                held.forEach(visitor::deletePhoto);
                await().atMost(AFTER_THE_LEADER)
                        .until(() -> removals(sandbox, first).path("people").equals(held.size()));
                first.kill();
            }

            try (ServiceProcess second = ServiceProcess.start(launch)) {
                await().atMost(AFTER_THE_LEADER).until(() -> second.log().contains("leading epoch="));

                // When
                operator(sandbox)
                        .body("{\"reason\":\"a mistake\"}")
                        .post(second.url("/ops/api/removals/refuse"))
                        .then()
                        .statusCode(202);

                // Then
                removals(sandbox, second)
                        .then()
                        .body("state", equalTo("held"))
                        .body("order.action", equalTo("REFUSE"))
                        .body("order.people", equalTo(held.size()));
                await().atMost(AFTER_THE_LEADER)
                        .until(() -> removals(sandbox, second).path("state").equals("passing"));
                assertThat(refused(topics)).isEqualTo(held.size());
                // Each question opens a connection, which stays open.
                await().pollInterval(Duration.ofSeconds(1))
                        .during(Duration.ofSeconds(35))
                        .atMost(AFTER_THE_LEADER)
                        .until(() -> removals(sandbox, second).path("state").equals("passing"));
                assertThat(held)
                        .allMatch(person ->
                                sandbox.sharePoint().shownPicture(person, "L").isPresent());
            }
        }
    }

    private static Response removals(Sandbox sandbox, ServiceProcess service) {
        return operator(sandbox).get(service.url("/ops/api/removals"));
    }

    private static RequestSpecification operator(Sandbox sandbox) {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json");
    }

    private static long refused(TopicReader topics) {
        return topics.standing(Topic.PHOTO_SETTLED).values().stream()
                .filter(end -> end.value().contains("removal refused: a mistake"))
                .count();
    }

    private static long suspects(TopicReader topics) {
        return topics.standing(Topic.STATE).keySet().stream()
                .filter(key -> key.startsWith("suspect/"))
                .count();
    }
}
