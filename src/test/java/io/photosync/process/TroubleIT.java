package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Patience;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What fails for everybody fails no event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleIT {
    private static final int PEOPLE = ChaosFixture.isLong() ? 200 : 30;
    private static final int CHANGES = ChaosFixture.isLong() ? 600 : 60;
    private static final Duration OUTAGE = Duration.ofSeconds(ChaosFixture.isLong() ? 60 : 15);
    private static final Duration TOKENS_LAST = Duration.ofSeconds(15);
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);
    private static final Duration IN_THE_END = Duration.ofMinutes(3);

    private static final String CLIENT_STATE = "a-client-state-that-only-these-tests-know";

    private Sandbox sandbox;
    private TenantVisitor visitor;
    private TopicReader topics;
    private List<Person> people;
    private Launch launch;
    private ServiceProcess service;

    @BeforeAll
    void a_service_at_work() {
        sandbox = ChaosFixture.tenant(PEOPLE * 2);
        sandbox.tokenLifetime(TOKENS_LAST);
        visitor = new TenantVisitor(sandbox);
        topics = new TopicReader(sandbox);
        people = visitor.employees(PEOPLE);
        launch = ChaosFixture.launch(sandbox).with("photosync.webhook.client-state", CLIENT_STATE);
        service = ServiceProcess.start(launch);
        visitor.awaitSubscription();
    }

    @AfterAll
    void end() {
        if (service != null) {
            service.close();
        }
        sandbox.close();
    }

    /** What fails is told in Microsoft's and Kafka's words, and with what was sent. */
    @AfterEach
    void no_secret_is_told_in_log_metrics_or_health() throws IOException {
        List<String> key = Files.readAllLines(sandbox.file("client.key"));
        List<String> secrets = key.subList(1, key.size() - 1);

        assertThat(secrets).isNotEmpty();
        for (String told :
                List.of(service.log(), service.management("/q/metrics"), service.management("/q/health/well"))) {
            assertThat(told)
                    .isNotEmpty()
                    .doesNotContain(secrets)
                    // Every token of Entra's and every assertion of ours begins so.
                    .doesNotContain("PRIVATE KEY", "eyJ", CLIENT_STATE);
        }
    }

    @Test
    void a_broker_that_restarts_loses_nothing() throws IOException, InterruptedException {
        Changes changes = Changes.flow(visitor, people, CHANGES, BETWEEN_CHANGES, 11);
        Thread.sleep(Duration.ofSeconds(1));

        sandbox.broker().stop();
        Thread.sleep(Duration.ofSeconds(5));
        int ready = service.health("ready");
        int live = service.health("live");
        sandbox.broker().start();
        changes.await();

        visitor.awaitInStep(people, IN_THE_END);
        assertThat(ready).isEqualTo(200);
        assertThat(live).isEqualTo(200);
        assertThat(topics.standing(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
    }

    @Test
    void while_sharepoint_is_away_the_work_waits_and_no_attempt_is_counted() throws InterruptedException {
        int retriesBefore = topics.failures().size();

        awayWhilePeopleChange(Service.SHAREPOINT, BETWEEN_CHANGES, 12);

        visitor.awaitInStep(people, IN_THE_END);
        await().until(() -> service.health("well") == 200);
        assertThat(topics.failures()).hasSize(retriesBefore);
        assertThat(topics.all(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
    }

    @Test
    void while_entra_is_away_and_the_tokens_expire_the_work_waits_and_no_attempt_is_counted()
            throws InterruptedException {
        int retriesBefore = topics.failures().size();

        // Somebody must still change when the last token has expired, or nobody misses it.
        awayWhilePeopleChange(Service.ENTRA, TOKENS_LAST.multipliedBy(2).dividedBy(CHANGES), 13);

        visitor.awaitInStep(people, IN_THE_END);
        await().until(() -> service.health("well") == 200);
        assertThat(topics.failures()).hasSize(retriesBefore);
        assertThat(topics.all(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
    }

    @Test
    void a_second_instance_may_join_and_leave_at_any_time() {
        Changes changes = Changes.flow(visitor, people, CHANGES * 2, BETWEEN_CHANGES, 14);

        try (ServiceProcess second = ServiceProcess.start(launch.besides())) {
            await().until(() -> second.log().contains("synced user="));
            second.terminate();
        }
        changes.await();

        visitor.awaitInStep(people, IN_THE_END);
        assertThat(topics.standing(Topic.PHOTO_UPDATED_DLQ)).isEmpty();
    }

    /** Returns when the service is back and all have changed. */
    private void awayWhilePeopleChange(Service away, Duration between, long seed) throws InterruptedException {
        Changes changes = Changes.flow(visitor, people, CHANGES, between, seed);
        Thread.sleep(Duration.ofSeconds(1));
        sandbox.troubles().faults().put(Fault.always(away, ".", 503));
        try {
            Thread.sleep(OUTAGE);
            await("well says what is away")
                    .atMost(TOKENS_LAST.plus(Patience.LONG))
                    .untilAsserted(() -> {
                        assertThat(service.health("well")).isEqualTo(503);
                        assertThat(service.management("/q/health/well"))
                                .containsPattern("\"%s\": *\"away since".formatted(away.label()));
                    });
            changes.await();
        } finally {
            sandbox.troubles().faults().remove(fault -> fault.service() == away);
        }
    }
}
