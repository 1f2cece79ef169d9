package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The supported image formats, told apart by their first bytes; no {@code Content-Type} is trusted. */
enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    BMP;

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
        Optional<String> other = OtherKinds.of(new ByteReader(image));
        if (other.isPresent()) {
            throw new UnreadableImage(
                    Code.UNSUPPORTED_FORMAT,
                    "image must be one of %s, got %s; saved as JPEG the photo can be uploaded again"
                            .formatted(Arrays.toString(values()), other.get()));
        }
        throw new UnreadableImage(
                Code.NOT_AN_IMAGE,
                "image must be one of %s, but %s".formatted(Arrays.toString(values()), beginning(image)));
    }

    private static boolean startsWith(byte[] image, String hex) {
        byte[] magic = HexFormat.of().parseHex(hex);
        return image.length >= magic.length && Arrays.equals(image, 0, magic.length, magic, 0, magic.length);
    }

    private static String beginning(byte[] image) {
        return image.length == 0
                ? "holds no bytes"
                : "its %d bytes begin with %s"
                        .formatted(image.length, HexFormat.of().formatHex(image, 0, Math.min(4, image.length)));
    }
}
