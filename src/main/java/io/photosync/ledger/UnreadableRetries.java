package io.photosync.ledger;

import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.UnreadableLetter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Unreadable records among the pending retries, by key: they are never due, and would stay for good. The owner of their
 * partition moves them to the dead letters. Written by the folding thread, read by all.
 */
final class UnreadableRetries {
    /** Further ones wait until some of these are given up and the topic is read again. */
    private static final int AT_MOST = 1_000;

    private final Map<String, UnreadableRetry> byKey = new ConcurrentHashMap<>();

    void found(ConsumerRecord<String, byte[]> record, UnreadableRecord why, Instant now) {
        if (byKey.size() < AT_MOST) {
            byKey.put(
                    record.key(),
                    new UnreadableRetry(
                            record.key(),
                            UnreadableLetter.key(record),
                            UnreadableLetter.of(record, why, now),
                            record.partition()));
        }
    }

    /** Another record has replaced it. */
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
