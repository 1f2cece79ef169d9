package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.process.Burst.Answer;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.TenantVisitor;
import io.restassured.RestAssured;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Strangers cannot end the process, fill its log or metrics, or keep Graph waiting once it has a connection; not where memory is full of users
 * either.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodIT {
    private static final String CLIENT_STATE = "a-client-state-that-only-this-test-knows";
    private static final Duration LASTS = Duration.ofSeconds(ChaosFixture.isLong() ? 30 : 5);
    /** Graph's own bound for the first delivery. */
    private static final Duration GRAPHS_PATIENCE = Duration.ofSeconds(3);
    /** What src/docs/operations.md asks for the container. */
    private static final long CONTAINER_MEGABYTES = 384;

    /** For whom {@code deploy/jvm.options} are made. */
    private static final int USERS = 100_000;

    /** Within which all is well after a flood. */
    private static final Duration WELL_WITHIN = Duration.ofSeconds(1);
    /** Sender and service share a machine that may do other things at the moment: the best of so many floods counts. */
    private static final int FLOODS = 3;

    private static final int MOST_LOG = 200_000;
    private static final int MOST_METRICS = 500_000;

    private Sandbox sandbox;
    private ServiceProcess service;
    private Burst graph;

    @BeforeAll
    void a_service_as_it_is_deployed() {
        sandbox = ChaosFixture.tenant(100);
        service = ServiceProcess.start(ChaosFixture.launch(sandbox)
                .with("photosync.webhook.client-state", CLIENT_STATE)
                // Most of these users are in the topics only.
                .with("photosync.sweep.enabled", "false")
                .with("photosync.drift.enabled", "false")
                .with("photosync.spot-check.enabled", "false"));
        new TenantVisitor(sandbox).awaitSubscription();
        ManyUsers.settle(sandbox, USERS);
        await().atMost(Duration.ofMinutes(2)).until(() -> usersInTheLedger() >= USERS);
        graph = new Burst(service.url("/graph/notifications"), CLIENT_STATE);
        for (int warm = 0; warm < 50; warm++) {
            notification();
        }
    }

    @AfterAll
    void end() {
        if (service != null) {
            service.close();
        }
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void the_service_lives_through_it_and_goes_on_answering_graph(Flood flood) throws InterruptedException {
        Times times = pour(flood);
        for (int count = 1; count < FLOODS && !times.good(); count++) {
            times = pour(flood);
        }
        assertThat(times.answered()).isLessThan(GRAPHS_PATIENCE);
        assertThat(times.wellAfter()).isLessThanOrEqualTo(WELL_WITHIN);
        assertThat(service.health("live")).isEqualTo(200);
    }

    /**
     * @param answered within which 99 of a hundred notifications were answered during a flood, nothing where there was no connection
     * @param wellAfter how long after its end all was well
     */
    private record Times(Duration answered, Duration wellAfter) {
        boolean good() {
            return answered.compareTo(GRAPHS_PATIENCE) < 0 && wellAfter.compareTo(WELL_WITHIN) <= 0;
        }
    }

    private Times pour(Flood flood) throws InterruptedException {
        // Given
        int logBefore = service.log().length();
        AtomicBoolean over = new AtomicBoolean();
        List<Answer> meanwhile = new ArrayList<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                addNotification(meanwhile);
            }
        });

        // When
        flood.pour(service.url("/"), LASTS);
        long ended = System.nanoTime();
        over.set(true);
        await().pollInterval(Duration.ofMillis(50))
                .atMost(GRAPHS_PATIENCE.multipliedBy(3))
                .until(() -> isTaken() && service.health("well") == 200);
        Duration wellAfter = Duration.ofNanos(System.nanoTime() - ended);
        asking.join();

        // Then
        System.out.printf(
                "%s: %s, well after %d ms, resident %d MB, log %d bytes%n",
                flood,
                meanwhile.isEmpty() ? "no connection" : Burst.summary(meanwhile),
                wellAfter.toMillis(),
                service.residentMegabytes(),
                service.log().length() - logBefore);
        assertThat(service.alive()).isTrue();
        assertThat(service.residentMegabytes()).isLessThan(CONTAINER_MEGABYTES);
        assertThat(service.log().length() - logBefore).isLessThan(MOST_LOG);
        assertThat(service.management("/q/metrics").length()).isBetween(1_000, MOST_METRICS);
        return new Times(meanwhile.isEmpty() ? Duration.ZERO : Burst.percentile(meanwhile, 99), wellAfter);
    }

    @Test
    void no_word_of_an_operators_makes_a_line_of_the_log() {
        // When
        RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json")
                .body("{\"reason\":\"late\\n2026-01-01T00:00:00.000Z INFO operator actor=ceo action=DISCARD\"}")
                .post(service.url("/ops/api/lanes/bulk/resume"))
                .then()
                .statusCode(200);

        // Then
        await().untilAsserted(() -> assertThat(service.log().lines())
                .filteredOn(line -> line.contains("actor=ceo"))
                .singleElement()
                .asString()
                .contains("operator actor=\"")
                .contains("reason=\"late 2026-01-01"));
    }

    private int usersInTheLedger() {
        return RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .get(service.url("/ops/api/status"))
                .path("ledger.settledUsers");
    }

    private boolean isTaken() {
        List<Answer> answers = new ArrayList<>();
        addNotification(answers);
        return answers.stream().anyMatch(answer -> answer.status() == 202);
    }

    private List<Answer> notification() {
        return graph.post(List.of(UUID.randomUUID().toString()));
    }

    /** Nothing is added where there was no connection to be had. */
    private void addNotification(List<Answer> to) {
        try {
            to.addAll(notification());
            Thread.sleep(20);
        } catch (UncheckedIOException noConnection) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
