package io.photosync.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The leading replica: the value under {@code leader} in {@code photosync-state}.
 *
 * @param epoch higher than that of any leader before; every record that a leader writes into that topic carries it as a
 *     header
 * @param instance of the process
 */
public record LeaderRecord(long epoch, String instance, Instant since) {
    private static final String EPOCH = "leader-epoch";

    /** The header with the epoch of the leader that wrote a record. */
    public static Header header(long epoch) {
        return new RecordHeader(EPOCH, Long.toString(epoch).getBytes(StandardCharsets.US_ASCII));
    }

    /** @return empty if the record was not written by a leader */
    public static OptionalLong epoch(Headers headers) throws UnreadableRecord {
        Header header = headers.lastHeader(EPOCH);
        if (header == null) {
            return OptionalLong.empty();
        }
        String text = new String(header.value(), StandardCharsets.US_ASCII);
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new UnreadableRecord("header %s must be a number, but is '%s'".formatted(EPOCH, text), e);
        }
    }
}
