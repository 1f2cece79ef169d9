package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasLength;

import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One user compared end to end on demand. */
@SandboxTest
class CompareTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    private OpsClient caller;
    private TenantVisitor visitor;

    @BeforeEach
    void arrive() {
        caller = new OpsClient(sandbox);
        visitor = new TenantVisitor(sandbox);
        await().until(ledger::caughtUp);
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().faults().remove(fault -> true);
    }

    @Test
    void a_user_in_sync_compares_as_same_with_five_requests_and_a_viewer_may_compare() {
        Person person = inStep();
        long graph = visitor.quiet(Service.GRAPH).requests();
        long sharePoint = visitor.quiet(Service.SHAREPOINT).requests();

        compare(person)
                .body("userId", equalTo(person.id()))
                .body("verdict", equalTo("SAME"))
                .body("reasons", empty())
                .body("files.match", contains("SAME", "SAME", "SAME"))
                .body("files.exchange", everyItem(hasLength(288)))
                .body("files.sharePoint", everyItem(hasLength(288)))
                .body("profile.placeholderState", equalTo("0"))
                .body("profile.objectId", equalTo(person.id()));

        assertThat(sandbox.troubles().counters().of(Service.GRAPH).requests() - graph)
                .as("and perhaps the subscription's")
                .isBetween(1L, 2L);
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests() - sharePoint)
                .isEqualTo(4);
    }

    /** It was once cut off with the time that a body may take to arrive, and browsers then send the request again. */
    @Test
    void an_answer_may_take_longer_than_the_body_of_its_request() {
        Person person = inStep();
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ofSeconds(3));
        try {
            caller.viewer()
                    .contentType("application/json")
                    .body("{}")
                    .post("/ops/api/users/{id}/compare", person.id())
                    .then()
                    .statusCode(200)
                    .time(greaterThan(Duration.ofSeconds(10).toMillis()))
                    .body("verdict", equalTo("SAME"));
        } finally {
            sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
        }
    }

    @Test
    void another_picture_in_one_file_is_a_difference_with_both_fingerprints() {
        Person person = inStep();
        visitor.putFile(person.id(), "M", Pictures.jpeg(999));

        compare(person)
                .body("verdict", equalTo("DIFFERENT"))
                .body("reasons", contains("OTHER_PICTURE"))
                .body("files.match", contains("SAME", "DIFFERENT", "SAME"))
                .body("files[1].distance", greaterThan(3f))
                .body("files[1].exchange", hasLength(288))
                .body("files[1].sharePoint", hasLength(288));
    }

    @Test
    void a_file_of_the_same_picture_in_other_bytes_is_no_difference() {
        Person person = inStep();
        byte[] exchange =
                sandbox.exchangePhotos().find(person.id()).orElseThrow().jpeg();
        visitor.putFile(person.id(), "L", java.util.Arrays.copyOf(exchange, exchange.length + 12));

        compare(person).body("verdict", equalTo("SAME"));
    }

    @Test
    void a_placeholder_a_missing_file_and_a_profile_that_points_elsewhere_are_distinguished() {
        Person person = inStep();
        visitor.setProperty(person, "SPS-PicturePlaceholderState", "1");
        visitor.deleteFile(person.id(), "S");

        compare(person)
                .body("verdict", equalTo("DIFFERENT"))
                .body("reasons", contains("FILE_MISSING", "NOT_SHOWN"))
                .body("files.match", contains("MISSING", "SAME", "SAME"));

        visitor.setProperty(person, "PictureURL", "https://pictures.example/me.jpg");

        compare(person)
                .body("reasons", contains("FILE_MISSING", "NOT_SHOWN", "POINTS_ELSEWHERE"))
                .body("profile.pictureUrl", equalTo("https://pictures.example/me.jpg"));
    }

    @Test
    void a_picture_of_a_user_without_photo_in_exchange_is_still_shown() {
        Person person = sandbox.directory().all().stream()
                .filter(each -> each.mailbox() && !each.guest() && !visitor.hasPhoto(each))
                .filter(each -> visitor.property(each, "PictureURL").equals(java.util.Optional.of("")))
                .findFirst()
                .orElseThrow();
        compare(person).body("verdict", equalTo("SAME")).body("files.match", contains("MISSING", "MISSING", "MISSING"));

        visitor.putFile(person.id(), "M", Pictures.jpeg(998));

        compare(person)
                .body("verdict", equalTo("DIFFERENT"))
                .body("reasons", contains("STILL_SHOWN"))
                .body("files.match", contains("MISSING", "STANDS", "MISSING"));
    }

    @Test
    void a_user_without_mailbox_is_not_compared_and_an_unknown_user_is_not_found() {
        Person person = sandbox.directory().all().stream()
                .filter(each -> !each.mailbox() && !each.guest())
                .findFirst()
                .orElseThrow();

        compare(person).body("verdict", equalTo("NOT_COMPARED")).body("why", equalTo("the user has no mailbox"));
        caller.viewer()
                .noContentType()
                .post("/ops/api/users/nobody@contoso.example/compare")
                .then()
                .statusCode(404);
    }

    @Test
    void one_server_error_of_graph_fails_nothing_that_an_operator_waits_for() {
        Person person = inStep();

        failsOnce("GET /users/[^/]+/photo/\\$value");
        compare(person).body("verdict", equalTo("SAME"));
        failsOnce("GET /users/[^/]+/photo/\\$value");
        caller.viewer()
                .get("/ops/api/users/{id}/photos/exchange", person.id())
                .then()
                .statusCode(200);
        failsOnce("GET /users/nobody@");
        caller.viewer()
                .noContentType()
                .post("/ops/api/users/nobody@contoso.example/compare")
                .then()
                .statusCode(404);

        assertThat(sandbox.troubles().faults().list()).as("all of them struck").isEmpty();
    }

    private void failsOnce(String request) {
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, request, 500).times(1));
    }

    /** Another user on each call, who is in sync and has a picture. */
    private Person inStep() {
        Person person = visitor.employees(30).stream()
                .filter(visitor::hasPhoto)
                .findFirst()
                .orElseThrow();
        caller.operator()
                .noContentType()
                .post("/ops/api/users/{id}/sync", person.id())
                .then()
                .statusCode(202);
        visitor.awaitInStep(person);
        return person;
    }

    private ValidatableResponse compare(Person person) {
        return caller.viewer()
                .noContentType()
                .post("/ops/api/users/{name}/compare", person.userPrincipalName())
                .then()
                .statusCode(200);
    }
}
