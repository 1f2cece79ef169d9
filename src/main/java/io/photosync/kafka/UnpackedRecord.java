package io.photosync.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * A record as unpacked from its batch, whole or cut.
 *
 * @param size its own statement of its size in bytes; {@code unread} of them are still to come
 * @param timestampDelta to the batch's base, as {@code offsetDelta}
 * @param key may be null, as {@code value}
 */
record UnpackedRecord(
        int size,
        int unread,
        long timestampDelta,
        int offsetDelta,
        ByteBuffer key,
        ByteBuffer value,
        Header[] headers) {
    private static final int HEAD = 2 * CutRecord.KEPT;

    /** @param longest a record with more bytes is cut, and the stream left where its head ends */
    static UnpackedRecord read(InputStream in, int longest) throws IOException {
        int size = ByteUtils.readVarint(in);
        boolean whole = size <= longest;
        ByteBuffer head = ByteBuffer.wrap(in.readNBytes(whole ? size : Math.min(size, HEAD)));
        int unread = size - head.remaining();
        head.get(); // Attributes: there are none yet.
        long timestampDelta = ByteUtils.readVarlong(head);
        int offsetDelta = ByteUtils.readVarint(head);
        int keyLength = ByteUtils.readVarint(head);
        if (whole) {
            ByteBuffer key = part(head, keyLength);
            ByteBuffer value = part(head, ByteUtils.readVarint(head));
            return new UnpackedRecord(size, unread, timestampDelta, offsetDelta, key, value, headers(head));
        }
        ByteBuffer key = part(head, Math.min(keyLength, CutRecord.KEPT));
        // Behind such a key the value's length is out of reach, and the record's says as much.
        int length = keyLength > CutRecord.KEPT ? size : ByteUtils.readVarint(head);
        ByteBuffer value = part(head, Math.min(length, Math.min(CutRecord.KEPT, head.remaining())));
        CutRecord cut = new CutRecord(Optional.of((long) Math.max(0, length)), 1);
        return new UnpackedRecord(size, unread, timestampDelta, offsetDelta, key, value, cut.headers());
    }

    /** @return null if the length says that there is none */
    private static ByteBuffer part(ByteBuffer from, int length) {
        if (length < 0) {
            return null;
        }
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }

    private static Header[] headers(ByteBuffer from) {
        Header[] headers = new Header[ByteUtils.readVarint(from)];
        for (int i = 0; i < headers.length; i++) {
            ByteBuffer name = part(from, ByteUtils.readVarint(from));
            headers[i] = new RecordHeader(name, part(from, ByteUtils.readVarint(from)));
        }
        return headers;
    }

    long offset(DefaultRecordBatch batch) {
        return batch.baseOffset() + offsetDelta;
    }

    void append(MemoryRecordsBuilder to, DefaultRecordBatch batch) {
        long timestamp = batch.timestampType() == TimestampType.LOG_APPEND_TIME
                ? batch.maxTimestamp()
                : batch.baseTimestamp() + timestampDelta;
        to.appendWithOffset(offset(batch), timestamp, key, value, headers);
    }
}
