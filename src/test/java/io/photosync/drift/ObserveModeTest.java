package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.Leadership;
import io.photosync.leader.Terms;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.HintsOfUsers;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observe mode: everything but writing. */
@SandboxTest(value = Setup.OBSERVE, people = 60)
class ObserveModeTest {
    /** Users whose picture of before a test has found. */
    private static final Set<String> STALE = new TreeSet<>();

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    DriftTask drift;

    @Inject
    Leadership leadership;

    @Inject
    TopicWriter writer;

    private TenantVisitor visitor;

    @BeforeEach
    void a_tenant_whose_users_are_all_known() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        await().until(leadership::leads);
        await("all are listed")
                .untilAsserted(() -> assertThat(reported("OBSERVE_ONLY")).isEqualTo(differing()));
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().faults().remove(fault -> true);
    }

    @Test
    void no_user_is_written_and_the_report_lists_who_would_be() {
        // Given
        List<Person> people = visitor.employees(3);
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();
        HintsOfUsers hints = new HintsOfUsers(sandbox);

        // When
        hints.awaitFollowed(() -> people.forEach(person -> visitor.putPhoto(person, 1)));

        // Then
        await().until(() -> people.stream().allMatch(this::lastPhotoIsObserved));
        await().untilAsserted(() ->
                assertThat(reported("OBSERVE_ONLY")).isEqualTo(differing()).containsAll(ids(people)));
        report().then()
                .body("summary.differing.OBSERVE_ONLY", equalTo(differing().size()));

        // When
        PhotoEvent before = known(people.getFirst()).live().orElseThrow();
        hints.awaitFollowed(() -> visitor.rename(people.getFirst(), "Another Name"));

        // Then
        assertThat(known(people.getFirst()).live()).contains(before);
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests())
                .isZero();
    }

    @Test
    void stale_pictures_are_reported_and_kept_and_the_check_of_the_library_writes_nothing() throws Exception {
        // Given
        Person person = sandbox.directory().all().stream()
                .filter(one -> one.mailbox() && !one.guest() && one.enabled() && !visitor.hasPhoto(one))
                .filter(one -> sandbox.sharePoint().profiles().exists(one))
                .findFirst()
                .orElseThrow();
        sandbox.sharePoint().pull(person, Optional.of(Pictures.jpeg(5)));
        await().until(() -> known(person).roster().flatMap(RosterEntry::seenAt).isPresent());
        // Ends with the first write.
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "AddUsingPath|ProcessQuery|POST .*GetFile", 500)
                        .times(1));

        // When
        drift.check(Terms.current(leadership, writer, ledger));

        // Then
        assertThat(drift.last().orElseThrow().files()).isPositive();
        assertThat(drift.last().orElseThrow().details().orElseThrow().stale()).isOne();
        assertThat(Stream.of("STALE_PICTURE", "OBSERVE_ONLY").flatMap(reason -> reported(reason).stream()))
                .as("the sweep may have found it since")
                .contains(person.id());
        assertThat(drift.last().orElseThrow().ordered()).isZero();
        STALE.add(person.id());
        await("found to be removed")
                .untilAsserted(() -> assertThat(reported("OBSERVE_ONLY")).isEqualTo(differing()));
        assertThat(visitor.sides(person)).hasSize(3);
        assertThat(sandbox.troubles().faults().list()).isNotEmpty();
    }

    private UserState known(Person person) {
        return ledger.of(person.id());
    }

    private boolean lastPhotoIsObserved(Person person) {
        String etag = sandbox.exchangePhotos().find(person.id()).orElseThrow().mediaEtag();
        return known(person)
                .settled()
                .filter(end -> end.state() == Settlement.State.SKIPPED
                        && end.mediaEtag().equals(Optional.of(etag)))
                .isPresent();
    }

    /** All with a photo, and all who have lost theirs: nobody is written. */
    private Set<String> differing() {
        Set<String> differing = ids(sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest() && visitor.hasPhoto(person))
                .toList());
        differing.addAll(STALE);
        return differing;
    }

    private static Set<String> ids(List<Person> people) {
        return new TreeSet<>(people.stream().map(Person::id).toList());
    }

    private Set<String> reported(String reason) {
        return new TreeSet<>(report().then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.findAll { it.reason == '%s' }.userId".formatted(reason)));
    }

    private Response report() {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .get("/ops/api/report");
    }
}
