package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Dead letters as the sync writes them, which the ledger has when a call returns. */
public final class WrittenLetters {
    private final TopicWriter writer;
    private final Ledger ledger;

    public WrittenLetters(TopicWriter writer, Ledger ledger) {
        this.writer = writer;
        this.ledger = ledger;
    }

    /** Of a failure a second ago: a look that follows has seen it. */
    public RecordMetadata write(String user, FailureCode code) throws Exception {
        return write(user, code, Instant.now().minusSeconds(1));
    }

    /** Of a failure at that time: a look may be before or after it. */
    public RecordMetadata write(String user, FailureCode code, Instant failedAt) throws Exception {
        RecordMetadata record = writer.writeDeadLetter(
                user, Letters.of(Letters.event(user, failedAt.minusSeconds(60)), code, failedAt));
        ledger.awaitFolded(record);
        return record;
    }
}
