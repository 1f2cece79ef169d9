package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FirstFillIT {
    private static final int PEOPLE = ChaosFixture.isLong() ? 20_000 : 1_000;
    private static final Duration IN_THE_END = Duration.ofMinutes(ChaosFixture.isLong() ? 40 : 5);
    private static final int KILLS = 2;
    /** Those in hand at a kill are written again: few of 20,000, and to be few of 1,000. */
    private static final int AT_ONCE = ChaosFixture.isLong() ? 16 : 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void
            a_first_fill_that_is_killed_twice_on_the_way_ends_complete_and_writes_hardly_anybody_twice_and_nobody_three_times()
                    throws Exception {
        try (Sandbox sandbox = ChaosFixture.tenant(PEOPLE)) {
            // Given
            sandbox.switches().setPhotoChangeNotifies(false);
            List<Person> people = sandbox.directory().all().stream()
                    .filter(person -> person.mailbox() && !person.guest())
                    .filter(person -> sandbox.exchangePhotos().find(person.id()).isPresent())
                    .filter(person -> sandbox.sharePoint().profiles().exists(person))
                    .toList();
            Launch launch = ChaosFixture.launch(sandbox)
                    .with("photosync.sweep.enabled", "true")
                    .with("photosync.sweep.every", ChaosFixture.isLong() ? "PT1M" : "PT15S")
                    .with("photosync.bulk.waiting-at-most", ChaosFixture.isLong() ? "1000" : "50")
                    .with("photosync.sync.users-at-once", Integer.toString(AT_ONCE));

            Map<String, Integer> before = sandbox.sharePoint().library().versions();
            TopicReader topics = new TopicReader(sandbox);

            // When
            ServiceProcess service = ServiceProcess.start(launch);
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitSynced(service, people.size() / (KILLS + 1));
                    service.kill();
                    service = ServiceProcess.start(launch);
                }

                // Then
                awaitShown(sandbox, people);
                awaitNobodyTriedAgain(topics, people);
                Map<String, Long> written = writes(topics);
                assertThat(written.keySet())
                        .containsAll(people.stream().map(Person::id).toList());
                assertThat(written.values().stream().filter(times -> times > 1))
                        .hasSizeLessThan(Math.max(1, people.size() / 100));
                Map<String, Integer> after = sandbox.sharePoint().library().versions();
                assertThat(after).allSatisfy((path, version) -> assertThat(version - before.getOrDefault(path, 0))
                        .as(path)
                        .isLessThanOrEqualTo(2));
                // Whoever has no profile yet is given up soon here, and is none of them.
                assertThat(topics.standing(Topic.PHOTO_UPDATED_DLQ).keySet())
                        .doesNotContainAnyElementsOf(
                                people.stream().map(Person::id).toList());
            } finally {
                service.close();
            }
        }
    }

    private static void awaitSynced(ServiceProcess service, int people) {
        await(people + " synced")
                .atMost(IN_THE_END)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> service.log()
                                .lines()
                                .filter(line -> line.contains("synced user="))
                                .count()
                        >= people);
    }

    private static void awaitShown(Sandbox sandbox, List<Person> people) {
        await("all shown")
                .atMost(IN_THE_END)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> people.stream()
                        .allMatch(person ->
                                sandbox.sharePoint().shownPicture(person, "L").isPresent()));
    }

    /** Whoever was being written at a kill is looked at once more when the dead attempt cannot write any more. */
    private static void awaitNobodyTriedAgain(TopicReader topics, List<Person> people) {
        Set<String> ids = people.stream().map(Person::id).collect(Collectors.toSet());
        await("no retry of theirs left")
                .atMost(IN_THE_END)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> topics.standing(Topic.PHOTO_UPDATED_RETRY).keySet().stream()
                        .noneMatch(ids::contains));
    }

    /** How often SharePoint was written for each of them: every write is announced. */
    private static Map<String, Long> writes(TopicReader topics) {
        return topics.all(Topic.PHOTO_SETTLED).stream()
                .filter(record -> state(record.value()).equals("WRITING"))
                .collect(Collectors.groupingBy(ConsumerRecord::key, Collectors.counting()));
    }

    private static String state(String settlement) {
        try {
            JsonNode json = JSON.readTree(settlement);
            return json.path("state").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
