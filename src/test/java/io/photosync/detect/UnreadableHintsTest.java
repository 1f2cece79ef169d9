package io.photosync.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void a_batch_that_is_processed_again_does_not_write_its_letters_again() throws Exception {
        try (WiredLedger wired = new WiredLedger()) {
            UnreadableHints unreadable = new UnreadableHints(wired.writer(), Clock.systemUTC());
            wired.refuseWrites();
            assertThat(unreadable.deadLettered(batch(3, 4))).isFalse();
            wired.writable();

            assertThat(unreadable.deadLettered(batch(3, 4))).isTrue();
            assertThat(unreadable.deadLettered(batch(3, 4, 5))).isTrue();

            assertThat(wired.records(Topic.PHOTO_UPDATED_DLQ))
                    .extracting(ConsumerRecord::key)
                    .containsExactly("user-changed-0-3", "user-changed-0-4", "user-changed-0-5");
            assertThat(wired.deadLettersCounted()).isEqualTo(3);
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
