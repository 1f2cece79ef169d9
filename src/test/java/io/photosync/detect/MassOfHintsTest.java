package io.photosync.detect;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.PhotoImport;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.HintsOfUsers;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.Setup;
import io.photosync.testkit.SweepPasses;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph tells of an import, and of one user who changed a photo by hand. */
@SandboxTest(value = Setup.PASSES, people = 330)
class MassOfHintsTest {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int IMPORTED = 200;

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    MeterRegistry registry;

    private TenantVisitor visitor;
    private HintsOfUsers hints;
    private List<Person> users;

    @BeforeEach
    void a_tenant_in_step() {
        visitor = new TenantVisitor(sandbox);
        hints = new HintsOfUsers(sandbox);
        visitor.awaitSubscription();
        await("first fill")
                .atMost(SOON)
                .until(() ->
                        sandbox.directory().all().stream().filter(this::shown).count() > IMPORTED + 20);
        // Those without a profile are tried again for an hour.
        await().atMost(SOON).until(() -> sandbox.directory().all().stream()
                .map(user -> ledger.of(user.id()))
                .allMatch(known ->
                        known.retry().isPresent() || known.onItsWay(Instant.MIN).isEmpty()));
        users = sandbox.directory().all().stream()
                .filter(user -> shown(user)
                        && ledger.of(user.id()).target().fileBaseName().equals(Optional.of(user.id())))
                .toList();
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
        lane("resume");
    }

    @Test
    void one_change_by_hand_shows_before_an_import_of_hundreds_is_through() {
        // Given
        List<Person> imported = users.subList(0, IMPORTED);
        Person byHand = users.get(IMPORTED);
        long before = hintedLive();
        long told = hints.told();
        Instant begin = Instant.now();
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ofMillis(1_500));

        // When
        PhotoImport.portraits(sandbox.exchangePhotos(), imported, 1);
        await("hints are followed").atMost(LONG).until(() -> hints.told() >= told + IMPORTED && hints.waiting() == 0);
        long live = hintedLive() - before;
        long seconds = Duration.between(begin, Instant.now()).toSeconds();
        Person again = imported.stream()
                .filter(this::inBulk)
                .reduce((one, later) -> later)
                .orElseThrow();
        visitor.putPhoto(again, 2);
        await("a place in the live lane is free")
                .pollDelay(Duration.ofSeconds(3))
                .until(() -> hints.waiting() == 0);
        visitor.putPhoto(byHand, 3);

        // Then
        await().atMost(SOON).until(() -> visitor.inStep(byHand) && visitor.inStep(again));
        assertThat(imported.stream().filter(user -> !inStep(user)).count()).isGreaterThan(20);
        assertThat(lastOf(byHand)).isEqualTo(Topic.PHOTO_UPDATED);
        assertThat(lastOf(again)).isEqualTo(Topic.PHOTO_UPDATED);
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
        await("nobody is lost").atMost(LONG).until(() -> imported.stream().allMatch(this::inStep));
        assertThat(live).as("20, and one a second").isBetween(10L, 20 + seconds + 1);
    }

    @Test
    void a_paused_bulk_lane_does_not_leak_into_the_live_lane() throws Exception {
        // Given
        List<Person> imported = users.subList(0, IMPORTED);
        long told = hints.told();
        lane("pause");
        PhotoImport.portraits(sandbox.exchangePhotos(), imported, 4);
        await("hints are followed").atMost(LONG).until(() -> hints.told() >= told + IMPORTED && hints.waiting() == 0);
        assertThat(registry.counter("photosync.hints.dropped", "reason", "no_room")
                        .count())
                .as("left to the sweep, since the bulk lane has no room for all of them")
                .isPositive();
        Person user = imported.stream().filter(this::inBulk).findFirst().orElseThrow();

        // When
        PhotoEvent event = ledger.of(user.id()).bulk().orElseThrow();
        Settlement end = ledger.of(user.id()).settled().orElseThrow();
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, user.id(), old(end, Duration.ofHours(40))));
        ledger.awaitFolded(writer.writeEvent(Lane.BULK, old(event, Duration.ofHours(30))));
        new SweepPasses(ledger).awaitMore(3, SOON);

        // Then
        assertThat(inBulk(user)).isTrue();
        assertThat(new LaneEvents(sandbox).events(Topic.PHOTO_UPDATED, user))
                .extracting(live -> live.data().mediaEtag())
                .doesNotContain(event.data().mediaEtag());
        visitor.putPhoto(user, 5);
        visitor.awaitInStep(List.of(user), SOON);
        lane("resume");
        await("nobody is lost").atMost(LONG).until(() -> imported.stream().allMatch(this::inStep));
    }

    private static PhotoEvent old(PhotoEvent event, Duration age) {
        PhotoEvent.Data data = event.data();
        return PhotoEvent.fresh(
                event.type(),
                event.userId(),
                event.time(),
                new PhotoEvent.Data(
                        data.userPrincipalName(),
                        data.mediaEtag(),
                        data.width(),
                        data.height(),
                        data.cause(),
                        data.detectedAt().minus(age)));
    }

    private static Settlement old(Settlement end, Duration age) {
        return SettlementBuilder.from(end)
                .startedAt(end.startedAt().minus(age))
                .at(end.at().minus(age))
                .build();
    }

    private boolean shown(Person person) {
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .isPresent();
    }

    private boolean inStep(Person person) {
        String etag = sandbox.exchangePhotos().find(person.id()).orElseThrow().mediaEtag();
        return ledger.of(person.id())
                .settled()
                .flatMap(Settlement::mediaEtag)
                .filter(etag::equals)
                .isPresent();
    }

    private boolean inBulk(Person person) {
        return ledger.of(person.id())
                .onItsWay(Instant.MIN)
                .filter(event ->
                        ledger.of(person.id()).bulk().filter(event::equals).isPresent())
                .isPresent();
    }

    private Topic lastOf(Person person) {
        Set<String> live = new LaneEvents(sandbox)
                .events(Topic.PHOTO_UPDATED, person).stream()
                        .map(PhotoEvent::id)
                        .collect(Collectors.toSet());
        return ledger.of(person.id())
                        .settled()
                        .filter(end -> live.contains(end.eventId()))
                        .isPresent()
                ? Topic.PHOTO_UPDATED
                : Topic.PHOTO_UPDATED_BULK;
    }

    private long hintedLive() {
        return new LaneEvents(sandbox)
                .events(Topic.PHOTO_UPDATED).stream()
                        .filter(event -> event.data().cause() == Cause.NOTIFICATION)
                        .count();
    }

    private void lane(String action) {
        given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json")
                .body("{\"reason\":\"a test\"}")
                .post("/ops/api/lanes/bulk/" + action)
                .then()
                .statusCode(200);
    }
}
