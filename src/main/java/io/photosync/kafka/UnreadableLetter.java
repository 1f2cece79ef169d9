package io.photosync.kafka;

import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead letter of a record that is no event. It concerns no user: the record's own key may be any user's. */
public final class UnreadableLetter {
    private UnreadableLetter() {}

    /** The letter, to be written under its {@link #key}. */
    public static DeadLetter of(ConsumerRecord<String, byte[]> record, UnreadableRecord why, Instant now) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        long length = CutRecord.of(record).flatMap(CutRecord::length).orElse((long) value.length);
        byte[] kept = value.length > PhotoEvent.LONGEST ? Arrays.copyOf(value, CutRecord.KEPT) : value;
        FailureNote note = new FailureNote(
                FailureCode.EVENT_UNREADABLE, why.getMessage(), now, now, Optional.empty(), Optional.empty());
        return new DeadLetter(
                kept, length, note, 1, new RecordPosition(record.topic(), record.partition(), record.offset()));
    }

    /** The letter's key: the record's position. */
    public static String key(ConsumerRecord<?, ?> record) {
        return "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
    }
}
