package io.photosync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what a {@link CompactWriter} wrote. */
final class CompactReader {
    private static final HexFormat HEX = HexFormat.of();
    private final ByteBuffer bytes;

    CompactReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    boolean flag() {
        return bytes.get() != 0;
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }

    int integer() {
        return Math.toIntExact(number());
    }

    Instant instant() {
        return Instant.ofEpochSecond(number(), number());
    }

    /** Null if null was written. */
    String nullableText() {
        int kind = bytes.get();
        return switch (kind) {
            case CompactWriter.ABSENT -> null;
            case CompactWriter.UUID_TEXT -> new UUID(bytes.getLong(), bytes.getLong()).toString();
            case CompactWriter.HEX_TEXT -> HEX.formatHex(sized());
            case CompactWriter.OTHER_TEXT -> new String(sized(), UTF_8);
            default -> CompactWriter.WORDS.get(kind - CompactWriter.FIRST_WORD);
        };
    }

    Optional<String> text() {
        return Optional.ofNullable(nullableText());
    }

    <T> Optional<T> optional(Supplier<T> read) {
        return flag() ? Optional.of(read.get()) : Optional.empty();
    }

    private byte[] sized() {
        byte[] value = new byte[integer()];
        bytes.get(value);
        return value;
    }
}
