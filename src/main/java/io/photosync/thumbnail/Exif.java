package io.photosync.thumbnail;

import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The only part of Exif that matters here. Cameras and programs write Exif that no complete reader survives; what
 * cannot be found counts as absent.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2019-E">Exif 2.32, section
 *     4.6.4</a>
 */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private Exif() {}

    /** @param tiff from the byte order on */
    static Optional<Orientation> orientation(ByteReader tiff) {
        return switch (tiff.name(0)) {
            case "II*\0" -> inDirectory(tiff.in(ByteOrder.LITTLE_ENDIAN));
            case "MM\0*" -> inDirectory(tiff.in(ByteOrder.BIG_ENDIAN));
            default -> Optional.empty();
        };
    }

    private static Optional<Orientation> inDirectory(ByteReader tiff) {
        long directory = tiff.u32(4);
        int entries = tiff.u16(directory);
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + (long) ENTRY * entry;
            if (tiff.u16(at) == ORIENTATION) {
                return Orientation.ofExif(value(tiff, at));
            }
        }
        return Optional.empty();
    }

    private static long value(ByteReader tiff, long at) {
        return switch (tiff.u16(at + 2)) {
            case BYTE -> tiff.u8(at + 8);
            case SHORT -> tiff.u16(at + 8);
            case LONG -> tiff.u32(at + 8);
            default -> 0;
        };
    }
}
