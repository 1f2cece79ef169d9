package io.photosync.thumbnail;

import java.awt.Rectangle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The blocks of a GIF up to its first frame.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 */
final class GifHeader {
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    /** The rows that the reader keeps in memory, a byte a pixel. */
    private static final int ROWS = 64;

    private GifHeader() {}

    static ImageHeader of(byte[] image) {
        ByteReader bytes = new ByteReader(image).in(ByteOrder.LITTLE_ENDIAN);
        Rectangle frame = firstFrame(bytes);
        Rectangle screen = new Rectangle(bytes.u16(6), bytes.u16(8));
        // Some programs leave the screen out, or make it smaller than what they draw on it.
        boolean inside = screen.contains(frame);
        Rectangle shown = inside ? screen : new Rectangle(frame.width, frame.height);
        return new ImageHeader(
                ImageFormat.GIF,
                shown,
                inside ? frame : shown,
                1,
                (long) ROWS * frame.width,
                Orientation.NORMAL,
                Optional.empty());
    }

    private static Rectangle firstFrame(ByteReader bytes) {
        int flags = bytes.u8(10);
        long at = 13 + (flags >= 0x80 ? 3L * (2 << (flags & 7)) : 0);
        while (bytes.u8(at) == EXTENSION) {
            at += 2;
            while (bytes.u8(at) > 0) {
                at += 1 + bytes.u8(at);
            }
            at++;
        }
        return bytes.u8(at) == FRAME
                ? new Rectangle(bytes.u16(at + 1), bytes.u16(at + 3), bytes.u16(at + 5), bytes.u16(at + 7))
                : new Rectangle();
    }
}
