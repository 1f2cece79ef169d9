package io.photosync.sync;

import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.WiredLedger;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnreadableRecordsTest {

    @Test
    void a_completion_that_fails_does_not_write_the_letter_again() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (WiredLedger wired = new WiredLedger();
                UnreadableRecords unreadable = new UnreadableRecords(wired.writer(), Clock.systemUTC())) {
            unreadable.deadLetter(record(), new UnreadableRecord("no JSON", null), () -> {
                if (tries.incrementAndGet() < 3) {
                    throw WriteFailedException.notFollowed();
                }
            });

            await().until(() -> tries.get() == 3);
            assertThat(wired.records(Topic.PHOTO_UPDATED_DLQ)).hasSize(1);
            assertThat(wired.deadLettersCounted()).isEqualTo(1);
        }
    }

    private static ConsumerRecord<String, byte[]> record() {
        return new ConsumerRecord<>(Topic.PHOTO_UPDATED.id(), 0, 17, "ada", "no event".getBytes(UTF_8));
    }
}
