package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The kinds of image that we read, told apart by their first bytes; nobody's {@code Content-Type} is trusted. */
enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    BMP;

    private static final List<String> KNOWN_BUT_UNREAD = List.of("WEBP", "ftyp", "II*\0", "MM\0*");

    static ImageFormat of(byte[] image) throws UnreadableImage {
        if (startsWith(image, "ffd8ff")) {
            return JPEG;
        }
        if (startsWith(image, "89504e470d0a1a0a")) {
            return PNG;
        }
        if (startsWith(image, "474946383761") || startsWith(image, "474946383961")) {
            return GIF;
        }
        if (startsWith(image, "424d")) {
            return BMP;
        }
        String head = new String(image, 0, Math.min(12, image.length), StandardCharsets.ISO_8859_1);
        if (KNOWN_BUT_UNREAD.stream().anyMatch(head::contains)) {
            throw new UnreadableImage(
                    Code.UNSUPPORTED_FORMAT,
                    "image must be one of " + Arrays.toString(values()) + ", but is WebP, HEIC, AVIF or TIFF");
        }
        throw new UnreadableImage(
                Code.NOT_AN_IMAGE,
                "image must be one of " + Arrays.toString(values()) + ", but its " + image.length + " bytes begin with "
                        + HexFormat.of().formatHex(image, 0, Math.min(4, image.length)));
    }

    private static boolean startsWith(byte[] image, String hex) {
        byte[] magic = HexFormat.of().parseHex(hex);
        return image.length >= magic.length && Arrays.equals(image, 0, magic.length, magic, 0, magic.length);
    }
}
