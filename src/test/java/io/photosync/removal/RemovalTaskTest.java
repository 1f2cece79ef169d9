package io.photosync.removal;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.detect.RemovalCandidate;
import io.photosync.detect.RemovalCandidateStore;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.LeaderTerm;
import io.photosync.leader.Leadership;
import io.photosync.leader.Terms;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.testkit.SandboxTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The candidates of a replica that leads, and of one that does so no more. */
@SandboxTest
class RemovalTaskTest {

    @Inject
    RemovalCandidateStore store;

    @Inject
    RemovalJournal journal;

    @Inject
    OperatorDecisionHandler decisions;

    @Inject
    SecondAnswers secondAnswers;

    @Inject
    RemovalPolicy policy;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter topicWriter;

    @Inject
    LedgerWriter writer;

    @Inject
    Leadership leadership;

    @Inject
    Clock clock;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String user = UUID.randomUUID().toString();
    private RemovalCandidates candidates;

    @BeforeEach
    void another_replicas_candidates() {
        await().until(leadership::leads);
        candidates = new RemovalCandidates(store, journal, meters, clock);
    }

    @Test
    void a_replica_that_does_not_lead_has_no_candidates() throws Exception {
        // Given
        LeaderTerm term = Terms.current(leadership, topicWriter, ledger);
        RemovalTask task = new RemovalTask(candidates, decisions, secondAnswers, policy, ledger, clock);
        add();
        assertThat(gauge()).isZero();

        // When
        Thread leading = Thread.ofVirtual().start(() -> run(task, term));
        await().until(() -> {
            add();
            return gauge() > 0;
        });
        leading.interrupt();
        leading.join();

        // Then
        assertThat(gauge()).isZero();
        add();
        assertThat(gauge()).isZero();
    }

    @Test
    void a_term_that_ends_late_ends_none_that_started_meanwhile() {
        // Given
        LeaderTerm late = Terms.current(leadership, topicWriter, ledger);
        LeaderTerm now = Terms.current(leadership, topicWriter, ledger);
        candidates.begin(late);
        candidates.begin(now);
        add();

        // When
        candidates.end(late);

        // Then
        assertThat(gauge()).isOne();
        candidates.end(now);
        assertThat(gauge()).isZero();
    }

    @Test
    void the_wait_for_the_second_answer_counts_from_when_this_replica_saw_the_record_and_once() throws Exception {
        // Given
        Instant began = clock.instant();
        Instant behind = began.minus(Duration.ofMinutes(5));

        // When: the replica that leads erases the record, of a user whom nobody knows, with its next turn
        List<RemovalCandidate> seen = await().until(
                        () -> {
                            writer.write(
                                    StateKey.Family.REMOVAL_CANDIDATES.of(user),
                                    Map.of(
                                            "userPrincipalName",
                                            "ada@contoso.example",
                                            "cause",
                                            Cause.NOTIFICATION,
                                            "first",
                                            behind));
                            return Stream.concat(recorded(), recorded()).toList();
                        },
                        both -> both.size() == 2);

        // Then
        assertThat(seen.getFirst().first()).isAfterOrEqualTo(began);
        assertThat(seen.getFirst().answered()).isEqualTo(behind);
        assertThat(seen.getLast()).isEqualTo(seen.getFirst());
    }

    private Stream<RemovalCandidate> recorded() {
        return store.all().stream().filter(candidate -> candidate.userId().equals(user));
    }

    private void add() {
        candidates.add(user, "ada@contoso.example", Cause.SWEEP);
    }

    private double gauge() {
        return meters.get("photosync.removal.candidates").gauge().value();
    }

    private static void run(RemovalTask task, LeaderTerm term) {
        try {
            task.run(term);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
