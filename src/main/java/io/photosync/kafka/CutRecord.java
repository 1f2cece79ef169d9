package io.photosync.kafka;

import io.photosync.event.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The remains of a record that was too long to be read into memory: the beginning of its value, and the value's length.
 *
 * @param length of the whole value in bytes; absent if the record was not unpacked at all
 * @param records how many records this one represents: more than one if the rest of their batch was not unpacked
 */
public record CutRecord(Optional<Long> length, long records) {
    /** How much of a value is kept: enough to see what it was and where it came from. */
    public static final int KEPT = 4 << 10;

    private static final String LENGTH = "photosync-cut-length";
    private static final String RECORDS = "photosync-cut-records";

    /** @return empty for a complete record */
    public static Optional<CutRecord> of(ConsumerRecord<?, ?> record) {
        Optional<Long> length = number(record, LENGTH);
        Optional<Long> records = number(record, RECORDS);
        return length.isPresent() || records.isPresent()
                ? Optional.of(new CutRecord(length, records.orElse(1L)))
                : Optional.empty();
    }

    /** @throws UnreadableRecord if it is incomplete, whatever its beginning looks like */
    public static void refuse(ConsumerRecord<?, ?> record) throws UnreadableRecord {
        Optional<CutRecord> cut = of(record);
        if (cut.isPresent()) {
            throw new UnreadableRecord(cut.get().message(), null);
        }
    }

    private String message() {
        return length.map("record is too long to be read: its value has %d bytes"::formatted)
                .orElseGet(
                        () -> "compressed beyond reason: %d records of the batch, from this one on, were not unpacked"
                                .formatted(records));
    }

    public Header[] headers() {
        return new Header[] {length.map(bytes -> header(LENGTH, bytes)).orElseGet(() -> header(RECORDS, records))};
    }

    private static Header header(String name, long value) {
        return new RecordHeader(name, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Long> number(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(new String(header.value(), StandardCharsets.US_ASCII)));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
