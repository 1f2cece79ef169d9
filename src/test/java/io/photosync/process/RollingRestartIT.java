package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.Topic;
import io.photosync.process.Replica.Probes;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two replicas under a steady load of notifications. Nothing but these tells of a change: the sweep is off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollingRestartIT {
    private static final int PEOPLE = 500;
    /** In each test; nobody in two of them. */
    private static final int CHANGING = 110;

    private static final String CLIENT_STATE = "a-client-state-that-only-this-check-knows";
    /** https://learn.microsoft.com/graph/change-notifications-delivery-webhooks */
    private static final Duration GRAPHS_PATIENCE = Duration.ofSeconds(3);

    private static final Duration START = Duration.ofMinutes(3);
    /** A session of the group, and what the dead one had in hand is looked at once more. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(40);

    private static final Duration IN_THE_END = Duration.ofMinutes(2);

    private Sandbox sandbox;
    private TenantVisitor visitor;
    private List<Person> people;
    private Launch launch;
    private Endpoints endpoints;
    private final List<Replica> replicas = new ArrayList<>();

    @BeforeAll
    void two_replicas() {
        sandbox = ChaosFixture.tenant(PEOPLE);
        sandbox.switches().setPhotoChangeNotifies(false);
        visitor = new TenantVisitor(sandbox);
        people = visitor.employees(3 * CHANGING);
        launch = ChaosFixture.launch(sandbox).with("photosync.webhook.client-state", CLIENT_STATE);
        endpoints = new Endpoints();
        add(launch);
        add(launch.besides());
        awaitRouted();
    }

    @AfterAll
    void end() {
        endpoints.close();
        sandbox.close();
    }

    @Test
    void when_one_of_two_replicas_is_killed_the_other_goes_on_with_its_work_and_no_notification_is_lost()
            throws InterruptedException, ExecutionException {
        // Given
        assertThat(replicas).allSatisfy(replica -> assertThat(replica.probes()).isEqualTo(Probes.ALL_UP));
        Replica killed = replicas.getFirst();
        Replica other = replicas.getLast();
        NotifiedChanges changes = new NotifiedChanges(visitor, people.subList(0, CHANGING), endpoints, CLIENT_STATE);
        await().atMost(IN_THE_END).until(() -> changes.told().size() >= 10);

        // When
        killed.service().kill();

        // Then
        await("forgotten").until(() -> !killed.routed());
        visitor.awaitInStep(List.copyOf(changes.told()), TAKEN_OVER_WITHIN);
        assertThat(other.probes()).isEqualTo(Probes.ALL_UP);
        changes.end();
        answeredInTime(changes);
        nothingIsLost(changes);
        assertThat(other.liveness()).containsOnly(200);
        replace(killed, launch.besides());
    }

    @Test
    void a_rolling_restart_under_load_answers_each_notification_in_time_and_loses_none()
            throws InterruptedException, ExecutionException {
        // Given
        NotifiedChanges changes =
                new NotifiedChanges(visitor, people.subList(CHANGING, 2 * CHANGING), endpoints, CLIENT_STATE);

        // When
        for (Replica old : List.copyOf(replicas)) {
            Replica next = add(launch.besides());
            assertThat(next.routed()).isFalse();
            awaitRouted();
            assertThat(next.probes()).isEqualTo(Probes.ALL_UP);
            old.delete();
            assertThat(old.liveness()).containsOnly(200);
            replicas.remove(old);
            endpoints.remove(old);
        }
        changes.end();

        // Then
        assertThat(changes.unanswered()).isEmpty();
        answeredInTime(changes);
        nothingIsLost(changes);
        assertThat(replicas).hasSize(2).allSatisfy(replica -> {
            assertThat(replica.probes()).isEqualTo(Probes.ALL_UP);
            assertThat(replica.liveness()).containsOnly(200);
        });
    }

    @Test
    void a_replica_that_is_told_to_end_says_so_first_and_answers_until_it_is_sent_nothing_more()
            throws InterruptedException, ExecutionException {
        // Given
        Replica ending = replicas.getFirst();
        NotifiedChanges changes = changes(2);
        await().atMost(IN_THE_END).until(() -> changes.told().size() >= 10);

        // When
        List<Integer> readiness = ending.terminate();

        // Then
        changes.end();
        assertThat(readiness).contains(503);
        assertThat(readiness.subList(readiness.indexOf(503), readiness.size())).doesNotContain(200);
        assertThat(changes.unanswered()).isEmpty();
        answeredInTime(changes);
        nothingIsLost(changes);
        replace(ending, launch.besides());
    }

    private NotifiedChanges changes(int test) {
        return new NotifiedChanges(
                visitor, people.subList(test * CHANGING, (test + 1) * CHANGING), endpoints, CLIENT_STATE);
    }

    private static void answeredInTime(NotifiedChanges changes) {
        System.out.printf(
                "%s, %d unanswered%n",
                Burst.summary(changes.answers()), changes.unanswered().size());
        assertThat(changes.answers())
                .hasSizeGreaterThanOrEqualTo(changes.told().size())
                .filteredOn(answer -> answer.status() != 202 && answer.status() != 503
                        || answer.after().compareTo(GRAPHS_PATIENCE) >= 0)
                .isEmpty();
    }

    private void nothingIsLost(NotifiedChanges changes) {
        visitor.awaitInStep(List.copyOf(changes.told()), IN_THE_END);
        assertThat(new TopicReader(sandbox).all(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
    }

    private Replica add(Launch launch) {
        Replica replica = Replica.launch(launch);
        replicas.add(replica);
        endpoints.add(replica);
        return replica;
    }

    private void replace(Replica old, Launch by) {
        replicas.remove(old);
        endpoints.remove(old);
        add(by);
        awaitRouted();
    }

    private void awaitRouted() {
        await("all started").atMost(START).until(() -> replicas.stream().allMatch(Replica::routed));
    }
}
