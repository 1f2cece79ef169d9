package io.photosync.ledger;

import io.photosync.event.DeadLetter;
import io.photosync.event.UnreadableRecord;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records among the pending retries that are none, by key: they are never due, and would stand there for good. The owner of their
 * partition gives them up. Written by the thread that folds, read by all.
 */
final class UnreadableRetries {
    /** Those beyond wait until some of these are given up and the topic is read again. */
    private static final int AT_MOST = 1_000;

    private final Map<String, UnreadableRetry> byKey = new ConcurrentHashMap<>();

    void found(ConsumerRecord<String, byte[]> record, UnreadableRecord why, Instant now) {
        if (byKey.size() < AT_MOST) {
            byKey.put(
                    record.key(),
                    new UnreadableRetry(
                            record.key(),
                            DeadLetter.place(record),
                            DeadLetter.of(record, why, now),
                            record.partition()));
        }
    }

    /** Another record stands under that key by now. */
    void replaced(String key) {
        byKey.remove(key);
    }

    void clear() {
        byKey.clear();
    }

    Map<String, UnreadableRetry> byKey() {
        return byKey;
    }
}
