package io.photosync.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.ConsoleWindow.PATIENT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ops.OpsClient;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.ConsoleVisitor;
import io.photosync.testkit.ConsoleWindow;
import io.photosync.testkit.TenantVisitor;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions, pages and figures, while replicas come and go. */
class ConsoleIT {
    /** The delay before the port closes, what is being answered, and the consumers' leave: without a word of streams. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private Sandbox sandbox;
    private Launch launch;

    @BeforeEach
    void tenant() {
        sandbox = ChaosFixture.tenant(20);
        launch = ChaosFixture.launch(sandbox);
        RestAssured.port = launch.http();
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void a_session_outlives_a_restart_counts_on_every_replica_and_an_open_stream_delays_no_stop() throws Exception {
        ConsoleVisitor visitor;
        try (ServiceProcess service = ServiceProcess.start(launch)) {
            visitor = ConsoleVisitor.signedIn(sandbox, Account.OPERATOR);
            HttpResponse<InputStream> stream = visitor.open("/ops/live/overview");
            assertThat(firstEvent(stream)).isEqualTo("event:look");

            assertThat(service.terminate()).isLessThan(STOP);
            stream.body().close();
        }
        try (ServiceProcess again = ServiceProcess.start(launch)) {
            HttpResponse<String> page = visitor.get("/ops");

            assertThat(again.alive()).isTrue();
            assertThat(page.statusCode()).as("no new sign-in").isEqualTo(200);
            assertThat(page.body()).contains(Account.OPERATOR.name());

            changePhotos();
            Launch other = launch.besides();
            try (ServiceProcess second = ServiceProcess.start(other)) {
                JsonPath delays = delays();
                RestAssured.port = other.http();
                assertThat(second.alive()).isTrue();
                assertThat(visitor.get("/ops").statusCode()).isEqualTo(200);

                assertThat(figures(delays())).as("read from Kafka").isEqualTo(figures(delays));
            }
        }
        visitor.close();
    }

    @Test
    void a_page_that_is_open_over_a_restart_says_that_it_is_old_and_is_live_again_afterwards() {
        try (ServiceProcess service = ServiceProcess.start(launch);
                ConsoleWindow window = ConsoleWindow.of(Account.VIEWER)) {
            assertThat(window.liveState()).containsText("live, ", PATIENT);
            service.terminate();
            assertThat(window.liveState()).containsText("not live", PATIENT);
            try (ServiceProcess again = ServiceProcess.start(launch)) {
                assertThat(again.alive()).isTrue();
                assertThat(window.liveState()).containsText("live, now", PATIENT);
                assertThat(window.main()).containsText("Overview");
                assertThat(window.at()).isEqualTo("/ops");
            }
        }
    }

    @Test
    void with_a_federated_token_users_sign_in_once_a_session_secret_is_set() {
        Launch federated = launch.without("photosync.certificate.path")
                .without("photosync.certificate.key-path")
                .with(
                        "photosync.federated-token-file",
                        sandbox.file("federated.jwt").toString());
        try (ServiceProcess service = ServiceProcess.start(federated);
                ConsoleWindow window = ConsoleWindow.ofNobody()) {
            assertThat(service.alive()).isTrue();
            assertThat(window.main()).containsText("This does not work now");
            assertThat(window.main()).containsText("photosync.console.session-secret must be set");
            window.shoot("no-session-secret");
            new OpsClient(sandbox).viewer().get("/ops/api/status").then().statusCode(200);
        }
        Launch complete = federated.with("photosync.console.session-secret", "0123456789".repeat(4));
        try (ServiceProcess service = ServiceProcess.start(complete);
                ConsoleWindow window = ConsoleWindow.of(Account.VIEWER)) {
            assertThat(service.alive()).isTrue();
            assertThat(window.main()).containsText("Overview");
        }
    }

    private void changePhotos() {
        TenantVisitor visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        List<Person> users = visitor.employees(5);
        users.forEach(user -> visitor.putPhoto(user, 7));
        visitor.awaitInStep(users);
        // The tenant knows it before the ledger does.
        await().until(() -> delays().getInt("count") == users.size());
    }

    private JsonPath delays() {
        return new OpsClient(sandbox)
                .viewer()
                .get("/ops/api/status")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("delays");
    }

    private static List<Object> figures(JsonPath delays) {
        return List.of(delays.getInt("count"), delays.getString("p50"), delays.getString("p99"));
    }

    private static String firstEvent(HttpResponse<InputStream> stream) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (!line.startsWith("event:")) {
            line = lines.readLine();
        }
        return line.replace(" ", "");
    }
}
