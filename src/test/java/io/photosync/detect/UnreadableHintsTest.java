package io.photosync.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.kafka.Topic;
import io.photosync.ledger.WiredLedger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnreadableHintsTest {
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void a_batch_that_is_processed_again_does_not_write_its_letters_again() throws Exception {
        try (WiredLedger wired = new WiredLedger()) {
            UnreadableHints unreadable =
                    new UnreadableHints(wired.writer(), new HintMetrics(meters), Clock.systemUTC());
            wired.refuseWrites();
            assertThat(unreadable.deadLettered(batch(3, 4))).isFalse();
            wired.writable();

            assertThat(unreadable.deadLettered(batch(3, 4))).isTrue();
            assertThat(unreadable.deadLettered(batch(3, 4, 5))).isTrue();

            assertThat(wired.records(Topic.PHOTO_UPDATED_DLQ))
                    .extracting(ConsumerRecord::key)
                    .containsExactly("user-changed-0-3", "user-changed-0-4", "user-changed-0-5");
            assertThat(wired.deadLettersCounted()).isEqualTo(3);
            assertThat(meters.counter("photosync.hints.dropped", "reason", "unreadable")
                            .count())
                    .isEqualTo(3);
        }
    }

    @Test
    void nor_does_one_of_which_another_part_is_processed_in_between() throws Exception {
        try (WiredLedger wired = new WiredLedger()) {
            UnreadableHints unreadable =
                    new UnreadableHints(wired.writer(), new HintMetrics(meters), Clock.systemUTC());
            assertThat(unreadable.deadLettered(batch(3, 4))).isTrue();

            HintBatch part = batch(3);
            assertThat(unreadable.deadLettered(part)).isTrue();
            unreadable.done(part);
            assertThat(unreadable.deadLettered(batch(4))).isTrue();

            assertThat(wired.deadLettersCounted()).isEqualTo(2);
        }
    }

    private static HintBatch batch(long... offsets) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (long offset : offsets) {
            records.add(new ConsumerRecord<>(Topic.USER_CHANGED.id(), 0, offset, "ada", "no hint".getBytes(UTF_8)));
        }
        return HintBatch.of(records);
    }
}
