package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.breaker.Breakers;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.Lane;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.HintsOfUsers;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One mailbox is one user's matter. */
@SandboxTest
class OneThrottledMailboxTest {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(60);
    /** Long enough that the waits, and not this machine's load, say how long forty changes take. */
    private static final Duration SHAREPOINT = Duration.ofMillis(600);

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    BulkLaneCapacity bulk;

    @Inject
    Breakers breakers;

    private static int tests;

    private TenantVisitor visitor;
    private Person throttled;
    private List<Person> others;

    @BeforeEach
    void forty_people_whose_photos_are_known() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        List<Person> employees = visitor.employees(100);
        // Each test has its own: whose photo was never synced is found again.
        throttled = employees.get(tests++);
        others = employees.subList(60, 100);
        await().until(ledger::caughtUp);
        changeAll(1);
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
    }

    @Test
    void forty_changes_take_as_long_beside_a_throttled_mailbox_as_without_it_and_it_has_a_retry() throws Exception {
        // Given
        sandbox.troubles().latency().set(Service.SHAREPOINT, SHAREPOINT);
        Duration without = changeAll(2);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "/photo", 503)
                        .retryAfter((int) RETRY_AFTER.toSeconds())
                        .user(throttled.id()));

        // When
        writer.writeEvent(Lane.BULK, change(throttled));
        Duration beside = changeAll(3);

        // Then
        assertThat(beside).isLessThan(without.plus(RETRY_AFTER.dividedBy(2)));
        await().until(() -> ledger.of(throttled.id()).retry().isPresent());
        PendingRetry retry = ledger.of(throttled.id()).retry().orElseThrow();
        assertThat(retry.note().code()).isEqualTo(FailureCode.MAILBOX_THROTTLED);
        assertThat(retry.dueAt()).isAfter(retry.note().lastAt().plus(RETRY_AFTER.dividedBy(2)));
        await().until(() -> bulk.waiting().orElseThrow() == 0);
    }

    @Test
    void a_hint_about_a_throttled_mailbox_is_followed_after_its_wait_and_holds_nobody_up() {
        // Given
        Person other = others.getFirst();
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/photo$", 429)
                        .retryAfter(8)
                        .user(throttled.id())
                        .times(1));

        // When
        Instant began = Instant.now();
        visitor.putPhoto(throttled, 4);
        visitor.putPhoto(other, 4);

        // Then
        await().until(() -> settled(other) && settled(throttled));
        assertThat(endOf(throttled)).isAfter(began.plusSeconds(8)).isAfter(endOf(other));
    }

    @Test
    void a_hint_that_waited_for_a_mailbox_is_followed_though_graph_is_away_after_the_wait() {
        // Given
        Person other = others.getFirst();
        HintsOfUsers hints = new HintsOfUsers(sandbox);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/photo$", 429)
                        .retryAfter(10)
                        .user(throttled.id())
                        .times(1));
        hints.awaitFollowed(() -> {
            visitor.putPhoto(throttled, 5);
            visitor.putPhoto(other, 5);
        });
        assertThat(settled(throttled)).isFalse();

        // When
        sandbox.troubles().faults().put(Fault.always(Service.GRAPH, ".", 500));
        await().until(() -> breakers.open(MicrosoftService.GRAPH));
        sandbox.troubles().faults().remove(fault -> true);

        // Then
        await().until(() -> settled(throttled));
    }

    private Instant endOf(Person person) {
        return ledger.of(person.id()).settled().orElseThrow().at();
    }

    private Duration changeAll(long seed) {
        Instant began = Instant.now();
        others.forEach(person -> visitor.putPhoto(person, seed));
        await().atMost(Duration.ofMinutes(3)).until(() -> others.stream().allMatch(this::settled));
        return Duration.between(began, Instant.now());
    }

    private boolean settled(Person person) {
        Optional<String> now = Optional.of(
                sandbox.exchangePhotos().find(person.id()).orElseThrow().mediaEtag());
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .filter(end -> end.mediaEtag().equals(now))
                .isPresent();
    }

    private static PhotoEvent change(Person person) {
        Instant now = Instant.now();
        PhotoEvent.Data data = new PhotoEvent.Data(
                person.userPrincipalName(),
                Optional.of("\"changed\""),
                Optional.of(648),
                Optional.of(648),
                PhotoEvent.Cause.SWEEP,
                now);
        return PhotoEvent.detected(PhotoEvent.UPDATED, person.id(), now, "", data);
    }
}
