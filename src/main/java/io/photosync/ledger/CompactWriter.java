package io.photosync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.photosync.event.PhotoEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes values one after another into as few bytes as their usual shapes need; {@link CompactReader} reads them in the
 * same order.
 */
final class CompactWriter {
    /** The first byte of a text. Ids and digests take half of what their digits would. */
    static final int ABSENT = 0;

    static final int UUID_TEXT = 1;
    static final int HEX_TEXT = 2;
    static final int OTHER_TEXT = 3;
    /** From here on it is one of {@link #WORDS}. */
    static final int FIRST_WORD = 4;

    /** Texts of nearly every record. */
    static final List<String> WORDS = List.of(
            "1.0",
            PhotoEvent.UPDATED,
            PhotoEvent.REMOVED,
            PhotoEvent.SOURCE,
            "application/json",
            "photo-updated",
            "photo-updated-bulk");

    private static final HexFormat HEX = HexFormat.of();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    byte[] bytes() {
        return bytes.toByteArray();
    }

    CompactWriter flag(boolean value) {
        bytes.write(value ? 1 : 0);
        return this;
    }

    /** Seven bits to a byte, the last one without the highest bit; small numbers of either sign are short. */
    CompactWriter number(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    CompactWriter instant(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    /** @param value may be null */
    CompactWriter text(String value) {
        if (value == null) {
            bytes.write(ABSENT);
        } else if (WORDS.contains(value)) {
            bytes.write(FIRST_WORD + WORDS.indexOf(value));
        } else if (isUuid(value)) {
            bytes.write(UUID_TEXT);
            UUID id = UUID.fromString(value);
            bytes.writeBytes(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
        } else if (value.length() % 2 == 0 && isHex(value)) {
            bytes.write(HEX_TEXT);
            sized(HEX.parseHex(value));
        } else {
            bytes.write(OTHER_TEXT);
            sized(value.getBytes(UTF_8));
        }
        return this;
    }

    CompactWriter text(Optional<String> value) {
        return text(value.orElse(null));
    }

    <T> CompactWriter optional(Optional<T> value, Consumer<T> write) {
        flag(value.isPresent());
        value.ifPresent(write);
        return this;
    }

    private void sized(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
    }

    private static boolean isUuid(String text) {
        return text.length() == 36
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-'
                && isHex(text.replace("-", ""))
                && text.chars().filter(digit -> digit == '-').count() == 4;
    }

    /** In lower case, which is how it will be read again. */
    private static boolean isHex(String text) {
        return text.chars().allMatch(digit -> digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f');
    }
}
