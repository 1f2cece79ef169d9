package io.photosync.kafka;

import io.photosync.event.LeaderRecord;
import io.photosync.event.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The header with the {@linkplain LeaderRecord#epoch epoch} of the leader that wrote a record. */
public final class LeaderEpoch {
    private static final String NAME = "leader-epoch";

    private LeaderEpoch() {}

    static Header header(long epoch) {
        return new RecordHeader(NAME, Long.toString(epoch).getBytes(StandardCharsets.US_ASCII));
    }

    /** @return empty if the record was not written by a leader */
    public static OptionalLong of(Headers headers) throws UnreadableRecord {
        Header header = headers.lastHeader(NAME);
        if (header == null) {
            return OptionalLong.empty();
        }
        String text = new String(header.value(), StandardCharsets.US_ASCII);
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new UnreadableRecord("header %s must be a number, got '%s'".formatted(NAME, text), e);
        }
    }
}
