package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasKey;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.FailureCode;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repeated end-to-end comparisons of some users. */
@SandboxTest(value = Setup.CHECKS, people = 24)
class SpotCheckTaskTest {
    private static final Set<String> TAKEN = new HashSet<>();

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    SpotCheckTask check;

    @Inject
    MeterRegistry registry;

    private TenantVisitor visitor;

    @BeforeEach
    void a_tenant_in_step_whose_files_no_other_check_reads() {
        visitor = new TenantVisitor(sandbox);
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, ".*GetListUsingPath.*", 400));
        await().until(ledger::caughtUp);
        await("first fill").until(() -> sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest() && visitor.hasPhoto(person))
                .allMatch(person -> ledger.of(person.id()).settled().isPresent()
                        || ledger.of(person.id()).retry().isPresent()));
    }

    @Test
    void a_differing_user_is_repaired_and_reported_with_both_values() {
        // Given
        Person other = inStep();
        Person hidden = inStep();
        Person same = inStep();
        double others = differences("OTHER_PICTURE");
        double hiddenBefore = differences("NOT_SHOWN");
        byte[] exchange = sandbox.exchangePhotos().find(same.id()).orElseThrow().jpeg();

        // When
        visitor.putFile(other.id(), "L", Pictures.jpeg(4711));
        visitor.setProperty(hidden, "SPS-PicturePlaceholderState", "1");
        visitor.putFile(same.id(), "L", exchange);

        // Then
        await().until(() -> differences("OTHER_PICTURE") == others + 1 && differences("NOT_SHOWN") == hiddenBefore + 1);
        await().until(() ->
                decisions(other).contains("DIFFERED") && decisions(hidden).contains("DIFFERED"));
        await().until(() -> visitor.inStep(other)
                && visitor.property(hidden, "SPS-PicturePlaceholderState").equals(Optional.of("0")));
        assertThat(repairs(other)).isEqualTo(1);
        assertThat(repairs(hidden)).isEqualTo(1);
        assertThat(repairs(same)).isZero();
        await().until(() -> last().differing() == 0 && last().same() >= 3);
    }

    @Test
    void a_differing_user_is_listed_with_both_values() {
        Person person = inStep();
        visitor.putFile(person.id(), "M", Pictures.jpeg(4712));

        Comparison difference = await().until(
                        () -> last().differences().stream()
                                .filter(each -> each.userId().equals(person.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        assertThat(difference.reasons()).containsExactly(Comparison.Reason.OTHER_PICTURE);
        assertThat(difference.files().get(1).exchange()).isPresent();
        assertThat(difference.files().get(1).sharePoint()).isPresent();
        assertThat(difference.files().get(1).distance().orElseThrow()).isGreaterThan(3);
        viewer().get("/ops/api/status")
                .then()
                .body("spotCheck", hasKey("state"))
                .body("spotCheck", hasKey("last"));
    }

    @Test
    void a_user_with_a_pending_event_is_no_difference() {
        Person person = inStep();
        lane("pause");
        try {
            visitor.putFile(person.id(), "M", Pictures.jpeg(4713));
            await().until(() -> repairs(person) == 1);

            double checks = checks();
            await().until(() -> checks() >= checks + 3);

            assertThat(repairs(person)).isEqualTo(1);
            assertThat(last().differing()).isZero();
        } finally {
            lane("resume");
        }
        visitor.awaitInStep(person);
    }

    @Test
    void a_user_without_a_profile_is_reported_and_retried_until_there_is_one() {
        Person person = inStep();
        double before = differences("NO_PROFILE");

        sandbox.sharePoint().profiles().remove(person.id());

        await().until(() -> differences("NO_PROFILE") == before + 1);
        await().until(() -> ledger.of(person.id())
                .retry()
                .map(retry -> retry.note().code())
                .equals(Optional.of(FailureCode.PROFILE_MISSING)));
        assertThat(decisions(person)).contains("DIFFERED");
        assertThat(repairs(person)).isEqualTo(1);
    }

    @Test
    void a_profile_that_belongs_to_another_user_is_reported_and_not_written() throws Exception {
        // Given: SharePoint has neither new name yet
        Person before = inStep();
        Person heir = inStep();
        String name = before.userPrincipalName();
        sandbox.sharePoint().profiles().holdName(before);
        sandbox.sharePoint().profiles().holdName(heir);
        byte[] file = visitor.file(before.id(), "M").orElseThrow();
        Optional<String> url = visitor.property(before, "PictureURL");
        double others = differences("PROFILE_OF_ANOTHER");

        // When
        visitor.renamePrincipal(before, "formerly." + name);
        visitor.renamePrincipal(heir, name);
        listed(before, "formerly." + name);
        listed(heir, name);

        // Then
        await().until(() -> differences("PROFILE_OF_ANOTHER") > others);
        await().until(() -> repairs(heir) >= 1);
        assertThat(decisions(heir)).contains("DIFFERED");
        await().until(() -> ledger.of(heir.id()).onItsWay(Instant.MIN).isEmpty());
        assertThat(visitor.file(before.id(), "M").orElseThrow()).isEqualTo(file);
        assertThat(visitor.property(before, "PictureURL")).isEqualTo(url);

        // When
        sandbox.sharePoint().profiles().releaseName(before.id());
        sandbox.sharePoint().profiles().releaseName(heir.id());

        // Then
        double since = differences("PROFILE_OF_ANOTHER");
        double checks = checks();
        await().until(() -> checks() >= checks + 3);
        assertThat(differences("PROFILE_OF_ANOTHER")).isLessThanOrEqualTo(since + 1);
    }

    @Test
    void a_picture_that_exchange_does_not_have_is_not_repaired_and_many_differences_fail_well() {
        Person person = sandbox.directory().all().stream()
                .filter(each -> each.mailbox() && !each.guest() && !visitor.hasPhoto(each))
                .filter(each -> visitor.property(each, "PictureURL").equals(Optional.of("")))
                .findFirst()
                .orElseThrow();
        sync(person);
        await().until(() -> ledger.of(person.id()).settled().isPresent());
        visitor.putFile(person.id(), "L", Pictures.jpeg(4714));

        await().until(() -> differences("STILL_SHOWN") >= 1);

        assertThat(repairs(person)).isZero();
        assertThat(visitor.file(person.id(), "L")).isPresent();
        await().until(() -> well().equals("DOWN"));
        visitor.deleteFile(person.id(), "L");
        await().until(() -> well().equals("UP"));
    }

    /** Another user on each call, who is in sync and has a picture under their own id. */
    private Person inStep() {
        Person person = sandbox.directory().all().stream()
                .filter(one -> ledger.of(one.id()).retry().isEmpty()
                        && ledger.of(one.id()).target().fileBaseName().equals(Optional.of(one.id())))
                .filter(one -> TAKEN.add(one.id()))
                .findFirst()
                .orElseThrow();
        visitor.awaitInStep(person);
        return person;
    }

    private void listed(Person person, String name) throws Exception {
        RosterEntry now = ledger.of(person.id())
                .roster()
                .orElseGet(() -> new RosterEntryBuilder(person.userPrincipalName(), person.displayName()).build());
        ledger.awaitFolded(writer.write(Topic.ROSTER, person.id(), now.named(name, Instant.now())));
    }

    private void sync(Person person) {
        operator().post("/ops/api/users/{id}/sync", person.id()).then().statusCode(202);
    }

    private void lane(String action) {
        operator().post("/ops/api/lanes/bulk/" + action).then().statusCode(200);
    }

    private SpotCheckResult last() {
        await().until(() -> check.last().isPresent());
        return check.last().orElseThrow();
    }

    private double checks() {
        return last().began().toEpochMilli() / 2_000.0;
    }

    private List<String> decisions(Person person) {
        return viewer().get("/ops/api/users/{id}/history", person.id())
                .jsonPath()
                .getList("items.decision");
    }

    private double differences(String reason) {
        return registry.counter("photosync.spot.check.differences", "reason", reason.toLowerCase(Locale.ROOT))
                .count();
    }

    private long repairs(Person person) {
        return new LaneEvents(sandbox)
                .events(Topic.PHOTO_UPDATED_BULK, person).stream()
                        .filter(event -> event.data().cause() == Cause.REPAIR)
                        .count();
    }

    private static String well() {
        List<String> status = RestAssured.given()
                .port(org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue("quarkus.management.test-port", Integer.class))
                .get("/q/health/well")
                .jsonPath()
                .getList("checks.findAll { it.name == 'spot-check' }.status");
        return status.getFirst();
    }

    private RequestSpecification operator() {
        return viewer().noContentType();
    }

    private RequestSpecification viewer() {
        return RestAssured.given().auth().preemptive().oauth2(sandbox.token("api://" + Tenant.APP));
    }
}
