package io.photosync.sync;

import io.photosync.event.EventJson;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.CutRecord;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes tasks of the lanes' records, and dead letters of those that are not photo events. Used by the consumer's
 * thread.
 */
final class LaneRecords {
    private final Map<String, TaskSource> lanes;
    private final TaskScheduler taskScheduler;
    private final OffsetTracker offsets;
    private final UnreadableRecords unreadable;

    LaneRecords(KafkaNames names, TaskScheduler taskScheduler, OffsetTracker offsets, UnreadableRecords unreadable) {
        this.lanes = Map.of(
                names.of(Topic.PHOTO_UPDATED), TaskSource.LIVE, names.of(Topic.PHOTO_UPDATED_BULK), TaskSource.BULK);
        this.taskScheduler = taskScheduler;
        this.offsets = offsets;
        this.unreadable = unreadable;
    }

    /** Names of the topics whose records these are. */
    Set<String> topics() {
        return lanes.keySet();
    }

    /** Queues the record's task; called for each record in the order of its partition. */
    void take(ConsumerRecord<String, byte[]> record) {
        RecordPosition recordPosition = new RecordPosition(record.topic(), record.partition(), record.offset());
        try {
            CutRecord.refuse(record);
            if (record.value() == null) {
                // A tombstone for a user who left the directory: nothing to do.
                offsets.started(recordPosition);
                offsets.finished(recordPosition);
                return;
            }
            taskScheduler.add(Task.fresh(lanes.get(record.topic()), event(record), recordPosition));
        } catch (UnreadableRecord e) {
            offsets.started(recordPosition);
            unreadable.deadLetter(record, e, () -> offsets.finished(recordPosition));
        }
    }

    private static PhotoEvent event(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.value().length > PhotoEvent.LONGEST) {
            throw new UnreadableRecord(
                    "event must have at most %d bytes, but has %d".formatted(PhotoEvent.LONGEST, record.value().length),
                    null);
        }
        PhotoEvent event = EventJson.read(record.value(), PhotoEvent.class);
        if (!event.userId().equals(record.key())) {
            throw new UnreadableRecord("event of %s under the key %s".formatted(event.userId(), record.key()), null);
        }
        return event;
    }
}
