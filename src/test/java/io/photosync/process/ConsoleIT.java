package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.ConsoleVisitor;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session and its open stream, while replicas come and go. */
class ConsoleIT {
    /** The delay before the port closes, what is being answered, and the consumers' leave: without a word of streams. */
    private static final Duration STOP = Duration.ofSeconds(20);

    @Test
    void a_session_outlives_a_restart_counts_on_every_replica_and_an_open_stream_delays_no_stop() throws Exception {
        try (Sandbox sandbox = ChaosFixture.tenant(20)) {
            Launch launch = ChaosFixture.launch(sandbox);
            ConsoleVisitor visitor;
            try (ServiceProcess service = ServiceProcess.start(launch)) {
                RestAssured.port = launch.http();
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

                Launch other = launch.besides();
                try (ServiceProcess second = ServiceProcess.start(other)) {
                    RestAssured.port = other.http();
                    assertThat(second.alive()).isTrue();
                    assertThat(visitor.get("/ops").statusCode()).isEqualTo(200);
                }
            }
            visitor.close();
        }
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
