package io.photosync.kafka;

import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of a dead letter: all of it but the value. */
public final class DeadLetterHeaders {
    private static final String PREFIX = "photosync-";

    private DeadLetterHeaders() {}

    /** @return the headers, each name once */
    public static List<Header> of(DeadLetter letter) {
        FailureNote note = letter.note();
        RecordPosition origin = letter.origin();
        List<Header> headers = new ArrayList<>();
        put(headers, "reason", note.code().name());
        put(headers, "description", note.code().description() + ": " + note.detail());
        put(headers, "attempts", Integer.toString(letter.attempts()));
        put(headers, "first-failure", note.firstAt().toString());
        put(headers, "last-failure", note.lastAt().toString());
        note.httpStatus().ifPresent(status -> put(headers, "http-status", Integer.toString(status)));
        note.requestId().ifPresent(id -> put(headers, "request-id", id));
        if (letter.length() != letter.value().length) {
            put(headers, "value-length", Long.toString(letter.length()));
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
