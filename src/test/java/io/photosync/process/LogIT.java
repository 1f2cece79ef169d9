package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the packaged service logs from its start on, as JSON: the setting of a log store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogIT {

    private Sandbox sandbox;
    private ServiceProcess service;
    private Person synced;
    private Person failing;
    private String start;

    @BeforeAll
    void a_service_at_work() {
        sandbox = ChaosFixture.tenant(20);
        TenantVisitor visitor = new TenantVisitor(sandbox);
        List<Person> people = visitor.employees(2);
        synced = people.getFirst();
        failing = people.getLast();
        Launch launch = ChaosFixture.launch(sandbox).with("quarkus.log.console.json.enabled", "true");
        service = ServiceProcess.start(launch);
        visitor.awaitSubscription();
        visitor.putPhoto(synced, 1);
        visitor.awaitInStep(synced);
        start = service.log();
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, ".", 500).user(failing.id()));
        visitor.putPhoto(failing, 2);
        await().until(() -> service.log().contains("to be retried user=" + failing.id()));
    }

    @AfterAll
    void end() {
        service.close();
        sandbox.close();
    }

    @Test
    void a_start_at_which_nothing_is_wrong_warns_of_nothing() {
        assertThat(start.lines().map(LogIT::json))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.get("level").asText()).isEqualTo("INFO"));
    }

    @Test
    void each_line_is_an_object_with_user_lane_attempt_and_code_as_fields() {
        List<JsonNode> lines = service.log().lines().map(LogIT::json).toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.has("message")).isTrue());
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.get("message").asText()).startsWith("synced ");
            assertThat(line.at("/mdc/user").asText()).isEqualTo(synced.id());
            assertThat(line.at("/mdc/lane").asText()).isEqualTo("LIVE");
            assertThat(line.at("/mdc/attempt").asText()).isEqualTo("1");
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.get("message").asText()).startsWith("to be retried ");
            assertThat(line.at("/mdc/user").asText()).isEqualTo(failing.id());
            assertThat(line.at("/mdc/lane").asText()).isEqualTo("LIVE");
            assertThat(line.at("/mdc/attempt").asText()).isEqualTo("1");
            assertThat(line.at("/mdc/code").asText()).isNotEmpty();
        });
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
