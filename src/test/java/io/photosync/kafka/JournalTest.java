package io.photosync.kafka;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.JournalEntry;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.testkit.SettlementBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String USER = "3f0c";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Test
    void a_decision_is_handed_to_kafka_under_its_user() {
        try (Journal journal = new Journal(this::sent, new WriterMetrics(registry))) {
            journal.append(USER, JournalEntry.of(Decision.SUSPECTED, NOON, "no photo any more"));

            await().until(() -> count("written") == 1);
        }
        assertThat(sent)
                .containsExactly(
                        USER
                                + " {\"at\":\"2026-03-01T12:00:00Z\",\"decision\":\"SUSPECTED\",\"detail\":\"no photo any more\"}");
    }

    @Test
    void no_caller_waits_for_a_journal_that_kafka_does_not_take() {
        CountDownLatch kafkaAnswers = new CountDownLatch(1);
        try (Journal journal = new Journal((key, value) -> blocked(kafkaAnswers), new WriterMetrics(registry))) {
            for (int decision = 0; decision < 20_100; decision++) {
                journal.append(USER, JournalEntry.of(Decision.HELD, NOON, "held"));
            }

            assertThat(count("failed")).isBetween(98.0, 100.0);
            assertThat(count("written")).isZero();
            kafkaAnswers.countDown();
        }
    }

    @Test
    void a_decision_about_more_users_than_may_wait_is_written_for_each_and_leaves_room_for_others() {
        List<String> users =
                IntStream.range(0, 60_000).mapToObj(i -> "user-" + i).toList();
        CountDownLatch kafkaAnswers = new CountDownLatch(1);
        try (Journal journal = new Journal((key, value) -> blocked(kafkaAnswers), new WriterMetrics(registry))) {
            journal.appendAll(users, JournalEntry.of(Decision.REFUSED, NOON, "refused"));
            for (int decision = 0; decision < 10_000; decision++) {
                journal.append(USER, JournalEntry.of(Decision.HELD, NOON, "held"));
            }
            kafkaAnswers.countDown();

            await().until(() -> count("written") == 70_000);
            assertThat(count("failed")).isZero();
        }
    }

    @Test
    void a_decision_that_is_lost_is_counted_and_the_next_is_written_all_the_same() {
        CompletableFuture<?>[] answers = {CompletableFuture.failedFuture(new IllegalStateException("no leader")), null};
        try (Journal journal = new Journal((key, value) -> answer(answers), new WriterMetrics(registry))) {
            journal.append(USER, JournalEntry.of(Decision.HELD, NOON, "held"));
            await().until(() -> count("failed") == 1);
            journal.append(USER, JournalEntry.of(Decision.HELD, NOON, "held"));

            await().until(() -> count("written") == 1);
        }
    }

    @Test
    void what_was_decided_before_the_end_is_still_handed_over() {
        Journal journal = new Journal(this::sent, new WriterMetrics(registry));
        for (int decision = 0; decision < 1_000; decision++) {
            journal.append(USER, JournalEntry.of(Decision.HELD, NOON, "held"));
        }

        journal.close();

        assertThat(sent).hasSize(1_000);
    }

    @Test
    void a_record_stays_short_however_much_microsoft_says() {
        JournalEntry entry = JournalEntry.ofOperator(
                Decision.REQUESTED, NOON, "x".repeat(5_000), Optional.of("SYNC"), Optional.of("page ".repeat(5_000)));

        assertThat(EventJson.write(entry)).hasSizeLessThan(600);
        assertThat(entry.detail().orElseThrow()).hasSize(300).endsWith("…");
    }

    @Test
    void every_outcome_is_in_the_history_and_the_start_of_an_attempt_is_not() {
        for (Settlement.State state : Settlement.State.values()) {
            Optional<Decision> told = JournalEntry.impliedBy(settlement(state)).map(JournalEntry::decision);
            Optional<Decision> expected =
                    switch (state) {
                        // A dead letter's entry comes from its own record.
                        case WRITING, DEAD_LETTERED -> Optional.empty();
                        case SYNCED, UNCHANGED, REMOVED, SKIPPED, DISCARDED ->
                            Optional.of(Decision.valueOf(state.name()));
                    };
            assertThat(told).as(state.name()).isEqualTo(expected);
        }
    }

    @Test
    void a_record_that_is_no_photo_event_is_in_no_users_history() {
        RecordPosition recordPosition = new RecordPosition("photo-updated", 3, 17);
        byte[] nonsense = "{".getBytes(StandardCharsets.UTF_8);

        assertThat(JournalEntry.deadLettered(
                        new DeadLetter(nonsense, note(FailureCode.EVENT_UNREADABLE), 1, recordPosition)))
                .isEmpty();
        JournalEntry told = JournalEntry.deadLettered(
                        new DeadLetter(nonsense, note(FailureCode.GRAPH_REFUSED), 4, recordPosition))
                .orElseThrow();
        assertThat(told.code()).contains("GRAPH_REFUSED");
        assertThat(told.attempt()).contains(4);
    }

    private static FailureNote note(FailureCode code) {
        return new FailureNote(code, "why", NOON, NOON, Optional.empty(), Optional.empty());
    }

    private static Settlement settlement(Settlement.State state) {
        return new SettlementBuilder(state, "event", NOON)
                .mediaEtag("etag")
                .reason("NO_PHOTO")
                .attempt(2)
                .build();
    }

    private CompletableFuture<RecordMetadata> sent(String key, byte[] value) {
        sent.add(key + " " + new String(value, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<RecordMetadata> blocked(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<RecordMetadata> answer(CompletableFuture<?>[] answers) {
        CompletableFuture<?> answer = answers[0];
        answers[0] = answers[1];
        return answer == null ? CompletableFuture.completedFuture(null) : answer.thenApply(any -> null);
    }

    private double count(String result) {
        return registry.counter("photosync.journal.records", "result", result).count();
    }
}
