package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LeaderIT {
    private static final int PEOPLE = 400;
    /** So long that what is done in it is seen while it goes on. */
    private static final String ROUND = "PT40S";

    @Test
    void a_leader_that_is_killed_in_the_middle_of_a_round_is_succeeded_within_half_a_minute_from_where_it_was()
            throws Exception {
        try (Sandbox sandbox = ChaosFixture.tenant(PEOPLE)) {
            // Given
            sandbox.switches().setPhotoChangeNotifies(false);
            TenantVisitor visitor = new TenantVisitor(sandbox);
            TopicReader topics = new TopicReader(sandbox);
            Launch launch = ChaosFixture.launch(sandbox)
                    .with("photosync.sweep.enabled", "true")
                    .with("photosync.sweep.every", ROUND);
            try (ServiceProcess first = ServiceProcess.start(launch)) {
                await().until(() -> first.log().contains("leading epoch="));
                try (ServiceProcess second = ServiceProcess.start(launch.besides())) {
                    Optional<JsonNode> middle = await("middle of the second round")
                            .atMost(Duration.ofMinutes(2))
                            .until(
                                    () -> running(topics)
                                            .filter(round ->
                                                    round.path("number").asInt() >= 2)
                                            .filter(round ->
                                                    round.path("looked").asInt() > PEOPLE / 4),
                                    Optional::isPresent);
                    Person changed = visitor.employees(1).getFirst();
                    visitor.putPhoto(changed, 1);

                    // When
                    first.kill();

                    // Then
                    await("the other goes on").atMost(Duration.ofSeconds(30)).until(() -> second.log()
                            .contains("sweep pass="));
                    String goesOn = second.log()
                            .lines()
                            .filter(line -> line.contains("sweep pass="))
                            .findFirst()
                            .orElseThrow();
                    String position = goesOn.substring(goesOn.indexOf("after=") + "after=".length());
                    assertThat(goesOn)
                            .contains("pass=" + middle.get().path("number").asInt());
                    assertThat(position)
                            .isGreaterThanOrEqualTo(
                                    middle.get().path("position").asText());
                    visitor.awaitInStep(List.of(changed), Duration.ofMinutes(2));
                }
            }
        }
    }

    private static Optional<JsonNode> running(TopicReader topics) throws Exception {
        ConsumerRecord<String, String> state = topics.standing(Topic.STATE).get("sweep");
        JsonNode running = state == null
                ? null
                : new ObjectMapper().readTree(state.value()).get("running");
        return Optional.ofNullable(running);
    }
}
