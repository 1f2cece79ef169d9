package io.photosync.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What is left of a record that was too long to be taken into memory: the beginning of its value, and how long that was.
 *
 * @param length of the whole value in bytes; absent where the record was not unpacked at all
 * @param records for how many records this one stands: more than one where the rest of their batch was not unpacked
 */
public record CutRecord(Optional<Long> length, long records) {
    /** Of a value this is kept: enough to see what it was and where it came from. */
    public static final int KEPT = 4 << 10;

    private static final String LENGTH = "photosync-cut-length";
    private static final String RECORDS = "photosync-cut-records";

    /** @return empty for a record that is whole */
    public static Optional<CutRecord> of(ConsumerRecord<?, ?> record) {
        Optional<Long> length = number(record, LENGTH);
        Optional<Long> records = number(record, RECORDS);
        return length.isPresent() || records.isPresent()
                ? Optional.of(new CutRecord(length, records.orElse(1L)))
                : Optional.empty();
    }

    /** @throws UnreadableRecord where it is not whole, whatever its beginning looks like */
    public static void refuse(ConsumerRecord<?, ?> record) throws UnreadableRecord {
        Optional<CutRecord> cut = of(record);
        if (cut.isPresent()) {
            throw new UnreadableRecord(cut.get().word(), null);
        }
    }

    private String word() {
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
