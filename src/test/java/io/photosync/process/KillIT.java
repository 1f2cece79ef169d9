package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KillIT {
    private static final int PEOPLE = ChaosFixture.isLong() ? 500 : 80;
    private static final int CHANGES = ChaosFixture.isLong() ? 2_000 : 240;
    private static final int KILLS = ChaosFixture.isLong() ? 8 : 2;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);
    private static final Duration IN_THE_END = Duration.ofMinutes(ChaosFixture.isLong() ? 5 : 2);

    @Test
    void no_change_is_lost_when_the_service_is_killed_at_random_moments_and_sharepoint_fails_one_request_in_ten()
            throws InterruptedException {
        try (Sandbox sandbox = ChaosFixture.tenant(PEOPLE * 2)) {
            // Given
            TenantVisitor visitor = new TenantVisitor(sandbox);
            TopicReader topics = new TopicReader(sandbox);
            List<Person> people = visitor.employees(PEOPLE);
            Launch launch = ChaosFixture.launch(sandbox);
            Random moments = new Random(3);
            sandbox.troubles()
                    .faults()
                    .put(Fault.always(Service.SHAREPOINT, ".", 500).percent(10));

            // When
            ServiceProcess service = ServiceProcess.start(launch);
            try {
                visitor.awaitSubscription();
                Changes changes = Changes.flow(visitor, people, CHANGES, BETWEEN_CHANGES, 1);
                for (int kill = 0; kill < KILLS; kill++) {
                    Thread.sleep(moments.nextInt(2_000, 6_000));
                    service.kill();
                    service = ServiceProcess.start(launch);
                }
                changes.await();

                // Then
                visitor.awaitInStep(people, IN_THE_END);
                assertThat(topics.standing(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
                assertThat(service.log()).contains("code=SHAREPOINT_FAILED");
            } finally {
                service.close();
            }
        }
    }
}
