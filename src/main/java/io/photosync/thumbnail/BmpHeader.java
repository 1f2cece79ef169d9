package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.Rectangle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The header of a BMP.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader">BITMAPINFOHEADER</a>
 */
final class BmpHeader {
    private static final int OS2 = 12;
    private static final int JPEG = 4;
    private static final int PNG = 5;

    private BmpHeader() {}

    static ImageHeader of(byte[] image) throws UnreadableImage {
        ByteReader bytes = new ByteReader(image).in(ByteOrder.LITTLE_ENDIAN);
        boolean old = bytes.u32(14) == OS2;
        long width = old ? bytes.u16(18) : bytes.i32(18);
        // A negative height means that the rows go down.
        long height = old ? bytes.u16(20) : Math.abs((long) bytes.i32(22));
        long packing = old ? 0 : bytes.u32(30);
        if (packing == JPEG || packing == PNG) {
            throw new UnreadableImage(
                    Code.UNSUPPORTED_FORMAT,
                    "BMP around a " + (packing == JPEG ? "JPEG" : "PNG")
                            + " is not read; the picture inside can be uploaded by itself");
        }
        Rectangle size =
                new Rectangle((int) Math.min(Integer.MAX_VALUE, width), (int) Math.min(Integer.MAX_VALUE, height));
        int bits = bytes.u16(old ? 24 : 28);
        int pixelBytes = Math.max(1, bits / 8);
        // Run lengths may jump, so that the reader unpacks the whole picture first.
        long fixed = packing == 1 || packing == 2 ? width * height : 4L * width * pixelBytes;
        return new ImageHeader(ImageFormat.BMP, size, size, pixelBytes, fixed, Orientation.NORMAL, Optional.empty());
    }
}
