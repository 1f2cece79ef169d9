package io.photosync.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * An event that was given up. Its Kafka record repeats the event's bytes unchanged; only for a value too long to be an
 * event just the beginning is kept, with the true length. All else is in one set of headers.
 *
 * @param value the event as found on its topic, readable or not
 * @param length of the whole value in bytes
 * @param attempts how often it was tried
 */
public record DeadLetter(byte[] value, long length, FailureNote note, int attempts, RecordPosition origin) {
    private static final String PREFIX = "photosync-";

    /** Of an event, which is never too long. */
    public DeadLetter(byte[] value, FailureNote note, int attempts, RecordPosition origin) {
        this(value, value.length, note, attempts, origin);
    }

    /** Of any record that is no event: to be written under its {@link #place}. */
    public static DeadLetter of(ConsumerRecord<String, byte[]> record, UnreadableRecord why, Instant now) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        long length = CutRecord.of(record).flatMap(CutRecord::length).orElse((long) value.length);
        byte[] kept = value.length > PhotoEvent.LONGEST ? Arrays.copyOf(value, CutRecord.KEPT) : value;
        FailureNote note = new FailureNote(
                FailureCode.EVENT_UNREADABLE, why.getMessage(), now, now, Optional.empty(), Optional.empty());
        return new DeadLetter(
                kept, length, note, 1, new RecordPosition(record.topic(), record.partition(), record.offset()));
    }

    /** The key of a letter that concerns no user: the record's position. The record's own key may be any user's. */
    public static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
    }

    /** The same without the event's bytes: written when Kafka refuses the letter for its length. */
    public DeadLetter withoutValue() {
        return new DeadLetter(new byte[0], length, note, attempts, origin);
    }

    /** @return the headers, each name once */
    public List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        put(headers, "reason", note.code().name());
        put(headers, "description", note.code().description() + ": " + note.detail());
        put(headers, "attempts", Integer.toString(attempts));
        put(headers, "first-failure", note.firstAt().toString());
        put(headers, "last-failure", note.lastAt().toString());
        note.httpStatus().ifPresent(status -> put(headers, "http-status", Integer.toString(status)));
        note.requestId().ifPresent(id -> put(headers, "request-id", id));
        if (length != value.length) {
            put(headers, "value-length", Long.toString(length));
        }
        put(headers, "origin-topic", origin.topic());
        put(headers, "origin-partition", Integer.toString(origin.partition()));
        put(headers, "origin-offset", Long.toString(origin.offset()));
        return headers;
    }

    /** @throws UnreadableRecord when a header is missing or is not what it should be */
    public static DeadLetter read(byte[] value, Headers headers) throws UnreadableRecord {
        try {
            FailureCode code = FailureCode.valueOf(get(headers, "reason"));
            String described = get(headers, "description");
            // The code's description may have had another wording when the letter was written.
            int start = described.startsWith(code.description() + ": ")
                    ? code.description().length()
                    : described.indexOf(": ");
            String detail = described.substring(start + 2);
            FailureNote note = new FailureNote(
                    code,
                    detail,
                    Instant.parse(get(headers, "first-failure")),
                    Instant.parse(get(headers, "last-failure")),
                    find(headers, "http-status").map(Integer::valueOf),
                    find(headers, "request-id"));
            RecordPosition origin = new RecordPosition(
                    get(headers, "origin-topic"),
                    Integer.parseInt(get(headers, "origin-partition")),
                    Long.parseLong(get(headers, "origin-offset")));
            long length = find(headers, "value-length").map(Long::parseLong).orElse((long) value.length);
            return new DeadLetter(value, length, note, Integer.parseInt(get(headers, "attempts")), origin);
        } catch (RuntimeException e) {
            throw new UnreadableRecord("no dead letter: " + e.getMessage(), e);
        }
    }

    /** @throws UnreadableRecord when the record given up was no photo event */
    public PhotoEvent event() throws UnreadableRecord {
        return EventJson.read(value, PhotoEvent.class);
    }

    private static void put(List<Header> headers, String name, String value) {
        headers.add(new RecordHeader(PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static String get(Headers headers, String name) {
        return find(headers, name)
                .orElseThrow(() -> new IllegalArgumentException("header %s%s is missing".formatted(PREFIX, name)));
    }

    private static Optional<String> find(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(PREFIX + name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
