package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos as both sides have them, through the ops API. */
@SandboxTest
class PhotosTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    private OpsClient caller;
    private TenantVisitor visitor;

    @BeforeEach
    void arrive() {
        caller = new OpsClient(sandbox);
        visitor = new TenantVisitor(sandbox);
        await().until(ledger::caughtUp);
    }

    @Test
    void exchanges_photo_is_shown_and_kept_nowhere() {
        Person person = withPhoto();

        byte[] shown = photo(person, "exchange")
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", equalTo("private, no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
                .extract()
                .asByteArray();

        assertThat(shown)
                .isEqualTo(
                        sandbox.exchangePhotos().find(person.id()).orElseThrow().jpeg());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small,S", "medium,M", "large,L"})
    void each_of_sharepoints_files_is_shown_as_it_is(String both) {
        Person person = withPhoto();
        byte[] jpeg = Pictures.jpeg(17);
        visitor.putFile(person.id(), both.split(",")[1], jpeg);

        byte[] shown = photo(person, both.split(",")[0])
                .statusCode(200)
                .contentType("image/jpeg")
                .extract()
                .asByteArray();

        assertThat(shown).isEqualTo(jpeg);
    }

    @Test
    void what_is_no_jpeg_or_png_is_never_shown() {
        Person person = withPhoto();
        visitor.putFile(person.id(), "M", "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        photo(person, "medium")
                .statusCode(404)
                .contentType(Problem.TYPE)
                .body("detail", containsString("neither JPEG nor PNG"));
    }

    @Test
    void where_there_is_no_photo_no_user_or_no_such_size_nothing_is_found() {
        Person without = sandbox.directory().all().stream()
                .filter(each -> each.mailbox() && !each.guest() && !visitor.hasPhoto(each))
                .findFirst()
                .orElseThrow();

        photo(without, "exchange").statusCode(404).body("detail", equalTo("Exchange has no photo of the user"));
        photo(without, "small").statusCode(404).contentType(Problem.TYPE);
        photo(withPhoto(), "huge").statusCode(404).body("detail", containsString("no photo huge"));
        caller.viewer()
                .get("/ops/api/users/nobody@contoso.example/photos/large")
                .then()
                .statusCode(404);
    }

    /** Of 24 at once two are read, 16 wait, and the others are told so at once. */
    @Test
    void two_photos_are_read_at_a_time_and_not_too_many_wait() throws Exception {
        Person person = withPhoto();
        long before = visitor.quiet(Service.GRAPH).requests();
        sandbox.troubles().latency().set(Service.GRAPH, Duration.ofSeconds(5));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Integer> answers = new ExecutorCompletionService<>(callers);
            for (int i = 0; i < 24; i++) {
                answers.submit(() -> photo(person, "exchange").extract().statusCode());
            }
            for (int i = 0; i < 6; i++) {
                assertThat(answers.take().get()).isEqualTo(503);
            }
            assertThat(sandbox.troubles().counters().of(Service.GRAPH).requests() - before)
                    .as("for each the user's name, and two photos")
                    .isEqualTo(24 + 2);
            assertThat(answers.take().get()).isEqualTo(200);
        } finally {
            sandbox.troubles().latency().set(Service.GRAPH, Duration.ZERO);
        }
    }

    @Test
    void users_are_found_by_parts_of_their_names() throws Exception {
        String id = UUID.randomUUID().toString();
        RosterEntry entry = new RosterEntryBuilder(
                        "zoe.%s@contoso.example".formatted(id.substring(0, 8)), "Zo\u00eb Quist")
                .build();
        ledger.awaitFolded(writer.write(Topic.ROSTER, id, entry));

        caller.viewer()
                .queryParam("q", "zo\u00cb QUI " + id.substring(0, 8))
                .get("/ops/api/users")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("more", equalTo(false))
                .body("items.userId", contains(id))
                .body("items.displayName", contains("Zo\u00eb Quist"));
        caller.viewer()
                .get("/ops/api/users")
                .then()
                .statusCode(400)
                .contentType(Problem.TYPE)
                .body("field", equalTo("q"));
    }

    private Person withPhoto() {
        return visitor.employees(30).stream()
                .filter(visitor::hasPhoto)
                .findFirst()
                .orElseThrow();
    }

    private ValidatableResponse photo(Person person, String which) {
        return caller.viewer()
                .get("/ops/api/users/{name}/photos/{which}", person.userPrincipalName(), which)
                .then();
    }
}
