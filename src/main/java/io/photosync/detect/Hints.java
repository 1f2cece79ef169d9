package io.photosync.detect;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.event.UserChanged;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/** A batch of hints, one for each user however often Graph said it: by user, when it changed first. */
record Hints(Map<String, Instant> changedAt, int unreadable) {
    private static final Logger LOG = Logger.getLogger(Hints.class);

    static Hints of(ConsumerRecords<String, byte[]> records) {
        Map<String, Instant> changedAt = new LinkedHashMap<>();
        int unreadable = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                UserChanged hint = read(record);
                changedAt.merge(hint.userId(), hint.changedAt(), Hints::earlier);
            } catch (UnreadableRecord e) {
                unreadable++;
                LOG.warnf(
                        "hint dropped partition=%d offset=%d: %s", record.partition(), record.offset(), e.getMessage());
            }
        }
        return new Hints(changedAt, unreadable);
    }

    private static UserChanged read(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.value() == null) {
            throw new UnreadableRecord("no hint: the record is empty", null);
        }
        UserChanged hint = EventJson.read(record.value(), UserChanged.class);
        if (hint.userId() == null || hint.receivedAt() == null || hint.eventTime() == null) {
            throw new UnreadableRecord("no hint: userId, eventTime and receivedAt are needed", null);
        }
        return hint;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
