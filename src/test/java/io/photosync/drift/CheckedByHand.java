package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;

import io.photosync.event.Settlement;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.LeaderTerm;
import io.photosync.leader.Leadership;
import io.photosync.leader.Terms;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.TenantVisitor;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A tenant whose photos are in sync, and whose library is checked when a test calls for it. */
abstract class CheckedByHand {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    DriftTask drift;

    @Inject
    Leadership leadership;

    @Inject
    TopicWriter writer;

    TenantVisitor visitor;

    @BeforeEach
    void a_tenant_in_step() {
        visitor = new TenantVisitor(sandbox);
        await().until(() -> ledger.caughtUp() && leadership.leads());
        await("first fill").atMost(Duration.ofMinutes(10)).until(() -> withPhoto().stream()
                .allMatch(person -> known(person).settled().isPresent()
                        || known(person).retry().isPresent()));
    }

    /** One day's check, and its repairs. */
    DriftCheck day() throws Exception {
        drift.check(term());
        await("repairs").atMost(Duration.ofMinutes(5)).until(() -> ledger.users().stream()
                .noneMatch(user -> ledger.of(user)
                        .onItsWay(Instant.MIN)
                        .filter(event -> event.forced() || event.removal())
                        .isPresent()));
        return drift.last().orElseThrow();
    }

    LeaderTerm term() {
        return Terms.current(leadership, writer, ledger);
    }

    long requestsToSharePoint() {
        return sandbox.troubles().counters().of(Service.SHAREPOINT).requests();
    }

    List<Person> withPhoto() {
        return sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest())
                .filter(visitor::hasPhoto)
                .toList();
    }

    /** The user whose picture SharePoint shows. */
    List<Person> shown() {
        return withPhoto().stream()
                .filter(person ->
                        known(person).settled().filter(CheckedByHand::stands).isPresent())
                .toList();
    }

    /** Whether SharePoint shows the photo; a notification and the first fill may both find it, and one of them is late. */
    static boolean stands(Settlement end) {
        return end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED;
    }

    UserState known(Person person) {
        return ledger.of(person.id());
    }

    Settlement end(Person person) {
        return known(person).settled().orElseThrow();
    }

    Optional<String> base(Person person) {
        return end(person).fileBaseName();
    }

    RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json");
    }

    /** The users whom the report lists for that reason. */
    List<String> reported(String reason) {
        return operator()
                .get("/ops/api/report")
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.reason == '" + reason + "' }.userId");
    }
}
