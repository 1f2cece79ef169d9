package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.LanePauses;
import io.photosync.event.PendingRetry;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Difference;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SyncStatus;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is believed at first is looked at once more, where it may have been wrong. */
@SandboxTest(Setup.RETRIES)
class RecheckPathTest {
    /** Longer than a busy machine takes to read the photo, shorter than until the last look at it. */
    private static final Duration LAG = Duration.ofSeconds(4);

    Sandbox sandbox;

    @Inject
    SubscriptionTask care;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    private TenantVisitor visitor;
    private List<Person> employees;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        employees = visitor.employees(10);
        await().until(() -> care.state() instanceof SubscriptionState.Alive);
        await().until(ledger::caughtUp);
    }

    @AfterEach
    void all_agrees_again() {
        sandbox.switches().setPhotoBytesLag(Duration.ZERO);
    }

    @Test
    void a_new_etag_with_old_bytes_ends_with_the_new_photo_in_sharepoint() {
        // Given
        Person person = employees.get(0);
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
        sandbox.switches().setPhotoBytesLag(LAG);

        // When
        visitor.putPhoto(person, 2);

        // Then
        await().until(() -> pending(person).equals(Optional.of(Recheck.Reason.BYTES_MAY_LAG)));
        assertThat(visitor.inStep(person)).isFalse();
        assertThat(SyncStatus.of(ledger.of(person.id()))).isEqualTo(new SyncStatus.InSync());
        await().until(() -> visitor.inStep(person));
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
    }

    @Test
    void so_does_one_whose_bytes_before_nobody_knows() {
        // Given: somebody whose photo changes before photo sync has ever written it
        Person person =
                employees.stream().skip(5).filter(visitor::hasPhoto).findFirst().orElseThrow();
        sandbox.switches().setPhotoBytesLag(LAG);

        // When
        visitor.putPhoto(person, 2);

        // Then
        await().until(() -> state(person).equals(Optional.of(Settlement.State.SYNCED)));
        await().until(() -> visitor.inStep(person));
    }

    @Test
    void so_does_a_first_photo_whose_bytes_are_not_there_yet() {
        Person person = visitor.employees(60).stream()
                .filter(one -> !visitor.hasPhoto(one))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        sandbox.switches().setPhotoBytesLag(LAG);

        visitor.putPhoto(person, 3);

        await().until(() -> state(person).equals(Optional.of(Settlement.State.SKIPPED)));
        await().until(() -> visitor.inStep(person));
    }

    @Test
    void the_same_bytes_under_a_new_etag_cost_two_more_reads_and_nothing_of_sharepoint() {
        // Given
        Person person = employees.get(2);
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        // When
        visitor.putPhoto(person, 1);

        // Then
        await().until(() -> pending(person).isPresent());
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests())
                .isZero();
        assertThat(state(person)).contains(Settlement.State.UNCHANGED);
        assertThat(ledger.letter(person.id())).isEmpty();
    }

    @Test
    void a_dead_letter_for_want_of_a_profile_resolves_by_itself_once_the_profile_is_there() {
        // Given
        Person person = employees.get(3);
        sandbox.sharePoint().profiles().remove(person.id());
        visitor.putPhoto(person, 1);
        await().until(() -> ledger.letter(person.id()).isPresent());
        assertThat(ledger.letter(person.id()).orElseThrow().note().code()).isEqualTo(FailureCode.PROFILE_MISSING);
        await().until(() -> recheck(person)
                .filter(why -> why.reason() == Recheck.Reason.PROFILE_MISSING && why.number() > 1)
                .isPresent());
        assertThat(SyncStatus.of(ledger.of(person.id())))
                .isInstanceOfSatisfying(SyncStatus.OutOfSync.class, differs -> assertThat(
                                differs.difference().reason())
                        .isEqualTo(Difference.Reason.DEAD_LETTERED));

        // When
        sandbox.sharePoint().profiles().create(person.id());

        // Then
        await().until(() -> visitor.inStep(person));
        await().until(() -> ledger.letter(person.id()).isEmpty());
    }

    @Test
    void a_removal_that_waited_longer_than_its_answers_are_believed_is_confirmed_again() throws Exception {
        // Given: the removal is confirmed, and the lanes are paused for longer than a window
        Person person = employees.get(4);
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);
        LanePauses.Pause pause = new LanePauses.Pause("olga", Optional.of("a test"), Instant.now());
        ledger.awaitFolded(
                writer.writeState(StateKey.LANE_PAUSES, new LanePauses(Optional.of(pause), Optional.of(pause))));
        visitor.deletePhoto(person);
        await().until(() -> ledger.of(person.id())
                .onItsWay(Instant.now().minusSeconds(60))
                .filter(event -> event.removal()
                        && event.data().detectedAt().isBefore(Instant.now().minusSeconds(5)))
                .isPresent());

        // When
        ledger.awaitFolded(writer.eraseState(StateKey.LANE_PAUSES));

        // Then
        await().until(() -> pending(person).equals(Optional.of(Recheck.Reason.REMOVAL_AGED)));
        assertThat(visitor.sides(person)).isNotEmpty();
        assertThat(SyncStatus.of(ledger.of(person.id())))
                .isInstanceOfSatisfying(SyncStatus.OutOfSync.class, differs -> assertThat(
                                differs.difference().reason())
                        .isEqualTo(Difference.Reason.REMOVAL_PENDING));
        await().until(() -> visitor.inStep(person));
        assertThat(visitor.sides(person)).isEmpty();
    }

    @Test
    void after_a_kill_a_user_is_written_once_however_many_events_come() throws Exception {
        // Given: a process that died while it wrote this very photo
        Person person = employees.get(5);
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
        dies(person, sha256(person), Instant.now());
        sandbox.troubles().counters().reset();

        // When
        visitor.putPhoto(person, 1);
        await().until(() -> pending(person).isPresent());
        await().until(() -> ledger.of(person.id()).retry().isEmpty());

        // Then
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests())
                .isZero();
    }

    @Test
    void an_end_beside_another_attempt_is_repeated_once_and_events_in_between_write_nothing() throws Exception {
        // Given: another process may be writing another photo for some seconds more
        Person person = employees.get(6);
        Instant began = Instant.now().minus(Settlement.DEADLINE).plusSeconds(12);
        dies(person, "another", began);
        visitor.putPhoto(person, 1);
        await().until(() -> pending(person).equals(Optional.of(Recheck.Reason.OVERLAPPED)));
        await().until(() -> visitor.inStep(person));
        sandbox.troubles().counters().reset();

        // When
        visitor.putPhoto(person, 1);
        await().until(() -> state(person).equals(Optional.of(Settlement.State.UNCHANGED)));

        // Then
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests())
                .isZero();
        await().until(() -> ledger.of(person.id()).target().confirmed().isPresent());
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests())
                .isPositive();
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isLessThanOrEqualTo(5);
    }

    /** Leaves the mark of a process that began to write and said no more. */
    private void dies(Person person, String sha256, Instant startedAt) throws Exception {
        Settlement writing = new SettlementBuilder(Settlement.State.WRITING, "an event", startedAt)
                .mediaEtag("an ETag")
                .sha256(sha256)
                .fileBaseName(person.id())
                .by("dead", "dead-1")
                .build();
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, person.id(), writing));
    }

    private String sha256(Person person) throws Exception {
        byte[] photo = sandbox.exchangePhotos().find(person.id()).orElseThrow().jpeg();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo));
    }

    private Optional<Settlement.State> state(Person person) {
        return ledger.of(person.id()).settled().map(Settlement::state);
    }

    private Optional<Recheck> recheck(Person person) {
        return ledger.of(person.id()).retry().flatMap(PendingRetry::recheck);
    }

    private Optional<Recheck.Reason> pending(Person person) {
        return recheck(person).map(Recheck::reason);
    }
}
