package io.photosync.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.event.Lane;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriterMetrics;
import io.photosync.ledger.FilledLedger;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka goes away between the look at the letters and the first record. */
@Timeout(120)
class WritesWithoutKafkaTest {
    private static final int LETTERS = 5;
    /** Twice as long as one send blocks. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static FilledLedger filled;

    private final TopicWriter away = new TopicWriter(
            new KafkaClients(Map.of("bootstrap.servers", "localhost:1")),
            new WriterMetrics(new SimpleMeterRegistry()),
            Clock.systemUTC());
    private final Ledger ledger = filled.ledger();
    private final DeadLetters letters = new DeadLetters(ledger);
    private final LedgerWriter writer = new LedgerWriter(away, ledger);

    @BeforeAll
    static void letters() throws Exception {
        filled = new FilledLedger(LETTERS, LETTERS);
    }

    @AfterAll
    static void close() {
        filled.close();
    }

    @AfterEach
    void closeWriter() {
        away.close();
    }

    @Test
    void a_replay_waits_for_one_send_and_not_for_each() {
        Replays replays = new Replays(letters, writer, Clock.systemUTC());
        List<PlannedReplay> planned =
                replays.prepare(replays.plan(new Selection.Matching(Letters.NO_FILTER), Seen.NOTHING));
        assertThat(planned).hasSize(LETTERS);

        endsSoon(() -> replays.apply(Lane.BULK, planned));
    }

    @Test
    void a_discard_waits_for_one_send_and_not_for_each() {
        Discards discards = new Discards(letters, ledger, writer, Clock.systemUTC());
        DiscardPlan plan = discards.plan(new Selection.Matching(Letters.NO_FILTER), Seen.NOTHING);
        assertThat(plan.letters()).hasSize(LETTERS);

        endsSoon(() -> discards.apply(plan, "a test"));
    }

    private static void endsSoon(ThrowingCallable action) {
        long begin = System.nanoTime();

        assertThatThrownBy(action).isInstanceOf(PartiallyCompletedException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }
}
