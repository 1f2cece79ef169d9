package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopIT {
    /** What k8s/base grants: terminationGracePeriodSeconds of 45, less the 5 s of preStop, which count. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private static final int PEOPLE = ChaosFixture.isLong() ? 300 : 60;
    private static final Duration IN_THE_END = Duration.ofMinutes(2);
    /** How Java ends on a SIGTERM: 128 and the signal's number. */
    private static final int TERMINATED = 143;

    private Sandbox sandbox;
    private TenantVisitor visitor;
    private TopicReader topics;
    private List<Person> people;
    private Launch launch;

    @BeforeAll
    void a_tenant() {
        sandbox = ChaosFixture.tenant(PEOPLE * 2);
        visitor = new TenantVisitor(sandbox);
        topics = new TopicReader(sandbox);
        people = visitor.employees(PEOPLE);
        launch = ChaosFixture.launch(sandbox);
    }

    @AfterAll
    void end() {
        sandbox.close();
    }

    @Test
    void a_service_that_is_stopped_at_work_ends_in_time_and_leaves_the_rest_to_the_next() {
        try (ServiceProcess service = startedAndAtWork(1)) {
            // When
            Duration took = service.terminate();

            // Then
            assertThat(took).isLessThan(GRACE);
            assertThat(service.exitCode()).isIn(0, TERMINATED);
        }
        allIsInStepAfterTheNextStart();
    }

    @Test
    void it_ends_in_time_though_kafka_is_away() throws IOException {
        try (ServiceProcess service = startedAndAtWork(2)) {
            // Given
            sandbox.broker().stop();

            // When
            Duration took = service.terminate();

            // Then
            assertThat(took).isLessThan(GRACE);
        } finally {
            sandbox.broker().start();
        }
        allIsInStepAfterTheNextStart();
    }

    /** Slow enough that most of the work is still to be done. */
    private ServiceProcess startedAndAtWork(long seed) {
        ServiceProcess service = ServiceProcess.start(launch);
        visitor.awaitSubscription();
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ofMillis(500));
        people.forEach(person -> visitor.putPhoto(person, seed + person.id().hashCode()));
        await().until(() -> service.log().contains("synced user="));
        return service;
    }

    private void allIsInStepAfterTheNextStart() {
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
        assertThat(topics.all(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
        assertThat(topics.failures()).isEmpty();
        try (ServiceProcess next = ServiceProcess.start(launch)) {
            visitor.awaitInStep(people, IN_THE_END);
            assertThat(next.health("live")).isEqualTo(200);
        }
    }
}
