package io.photosync.detect;

import io.photosync.event.EventJson;
import io.photosync.event.Moment;
import io.photosync.event.UnreadableRecord;
import io.photosync.event.UserChanged;
import io.photosync.kafka.CutRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A batch of hints, reduced to one for each user.
 *
 * @param changedAt the earliest change, by user id
 * @param unreadable records that are not hints, and why
 */
record HintBatch(Map<String, Instant> changedAt, Map<ConsumerRecord<String, byte[]>, UnreadableRecord> unreadable) {

    static HintBatch of(Iterable<ConsumerRecord<String, byte[]>> records) {
        Map<String, Instant> changedAt = new LinkedHashMap<>();
        Map<ConsumerRecord<String, byte[]>, UnreadableRecord> unreadable = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                UserChanged hint = read(record);
                changedAt.merge(hint.userId(), hint.changedAt(), Moment::earlier);
            } catch (UnreadableRecord e) {
                unreadable.put(record, e);
            }
        }
        return new HintBatch(changedAt, unreadable);
    }

    private static UserChanged read(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        CutRecord.refuse(record);
        if (record.value() == null) {
            throw new UnreadableRecord("no hint: the record is empty", null);
        }
        return EventJson.read(record.value(), UserChanged.class);
    }
}
