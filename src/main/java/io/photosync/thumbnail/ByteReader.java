package io.photosync.thumbnail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the headers of image files. Positions outside the bytes read as 0, so that a header that is cut off or promises
 * too much needs no checks of its own.
 */
final class ByteReader {
    private final ByteBuffer bytes;

    ByteReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private ByteReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    ByteReader in(ByteOrder order) {
        return new ByteReader(bytes.duplicate().order(order));
    }

    /** @return the part, as far as it lies inside */
    ByteReader part(long from, long length) {
        int begin = Math.clamp(from, 0, bytes.limit());
        int end = Math.clamp(from + length, begin, bytes.limit());
        return new ByteReader(bytes.slice(begin, end - begin).order(bytes.order()));
    }

    int length() {
        return bytes.limit();
    }

    int u8(long at) {
        return inside(at, 1) ? bytes.get((int) at) & 0xFF : 0;
    }

    int u16(long at) {
        return inside(at, 2) ? bytes.getShort((int) at) & 0xFFFF : 0;
    }

    long u32(long at) {
        return inside(at, 4) ? bytes.getInt((int) at) & 0xFFFF_FFFFL : 0;
    }

    int i32(long at) {
        return (int) u32(at);
    }

    /** Four letters. */
    String name(long at) {
        return text(at, 4);
    }

    String text(long at, int length) {
        return new String(part(at, length).copy(), StandardCharsets.ISO_8859_1);
    }

    byte[] copy() {
        byte[] copy = new byte[bytes.limit()];
        bytes.duplicate().get(0, copy);
        return copy;
    }

    private boolean inside(long at, int size) {
        return at >= 0 && at + size <= bytes.limit();
    }
}
