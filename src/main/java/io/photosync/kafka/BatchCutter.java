package io.photosync.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Cuts records that unpack to more than is read. A compressed batch of 1 MB, which any broker takes, may hold
 * gigabytes, and Kafka's consumer allocates whatever size a record claims. Uncompressed batches are as long as they
 * look. Not thread-safe.
 *
 * @see <a href="https://kafka.apache.org/documentation/#record">How a record is stored</a>
 */
final class BatchCutter {
    /**
     * No batch is unpacked beyond this, whatever its records: it would delay the consumer's heartbeats. An honest batch
     * of 1 MB unpacks to 20 MB.
     */
    private static final long MOST_OF_A_BATCH = 64L << 20;

    private final BufferSupplier buffers = BufferSupplier.create();
    private final int longest;

    /** @param longest bytes of a record, with its key and headers */
    BatchCutter(int longest) {
        this.longest = longest;
    }

    /** @return the same records if all are short enough */
    MemoryRecords cut(MemoryRecords records) throws IOException {
        List<MutableRecordBatch> batches = new ArrayList<>();
        boolean cut = false;
        for (MutableRecordBatch batch : records.batches()) {
            boolean tooLong = batch.isCompressed() && batch instanceof DefaultRecordBatch packed && isTooLong(packed);
            batches.add(tooLong ? rewritten((DefaultRecordBatch) batch) : batch);
            cut |= tooLong;
        }
        return cut ? joined(batches) : records;
    }

    private boolean isTooLong(DefaultRecordBatch batch) throws IOException {
        long unpacked = 0;
        try (InputStream in = batch.recordInputStream(buffers)) {
            for (int i = 0; i < batch.countOrNull(); i++) {
                int size = ByteUtils.readVarint(in);
                unpacked += size;
                if (size > longest || unpacked > MOST_OF_A_BATCH) {
                    return true;
                }
                in.skipNBytes(size);
            }
        }
        return false;
    }

    /** The rest is compressed again: what unpacks to much packs well. */
    private MutableRecordBatch rewritten(DefaultRecordBatch batch) throws IOException {
        MemoryRecordsBuilder to = builder(batch);
        long unpacked = 0;
        int count = batch.countOrNull();
        try (InputStream in = batch.recordInputStream(buffers)) {
            for (int i = 0; i < count; i++) {
                UnpackedRecord record = UnpackedRecord.read(in, longest);
                record.append(to, batch);
                unpacked += record.size();
                if (i + 1 == count) {
                    break; // What is left of the last one need not be unpacked at all.
                }
                if (unpacked > MOST_OF_A_BATCH) {
                    rest(to, batch, record.offset(batch) + 1, count - i - 1L);
                    break;
                }
                in.skipNBytes(record.unread());
            }
        }
        to.overrideLastOffset(batch.lastOffset());
        return to.build().batches().iterator().next();
    }

    /** One record represents all that were not unpacked. */
    private static void rest(MemoryRecordsBuilder to, DefaultRecordBatch batch, long offset, long records) {
        CutRecord cut = new CutRecord(Optional.empty(), records);
        to.appendWithOffset(offset, batch.maxTimestamp(), null, ByteBuffer.allocate(0), cut.headers());
    }

    private static MemoryRecordsBuilder builder(DefaultRecordBatch batch) {
        long appended = batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : -1;
        return MemoryRecords.builder(
                ByteBuffer.allocate(CutRecord.KEPT),
                batch.magic(),
                Compression.gzip().build(),
                batch.timestampType(),
                batch.baseOffset(),
                appended,
                batch.producerId(),
                batch.producerEpoch(),
                batch.baseSequence(),
                batch.isTransactional(),
                batch.isControlBatch(),
                batch.partitionLeaderEpoch());
    }

    private static MemoryRecords joined(List<MutableRecordBatch> batches) {
        int size = batches.stream().mapToInt(MutableRecordBatch::sizeInBytes).sum();
        ByteBufferOutputStream out = new ByteBufferOutputStream(size);
        batches.forEach(batch -> batch.writeTo(out));
        ByteBuffer whole = out.buffer();
        whole.flip();
        return MemoryRecords.readableRecords(whole);
    }
}
