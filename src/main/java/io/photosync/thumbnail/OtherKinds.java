package io.photosync.thumbnail;

import java.util.Optional;

/** Image formats that are recognised by their first bytes but not supported. */
final class OtherKinds {
    private OtherKinds() {}

    /** @return its common name */
    static Optional<String> of(ByteReader image) {
        return container(image).or(() -> bare(image));
    }

    /** Formats whose name is inside a box. */
    private static Optional<String> container(ByteReader image) {
        if (image.name(0).equals("RIFF") && image.name(8).equals("WEBP")) {
            return Optional.of("WebP");
        }
        if (image.name(4).equals("ftyp")) {
            return Optional.of(
                    switch (image.name(8)) {
                        case "avif", "avis" -> "AVIF";
                        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> "HEIC";
                        default -> "a video";
                    });
        }
        return switch (image.name(4)) {
            case "JXL " -> Optional.of("JPEG XL");
            case "jP  " -> Optional.of("JPEG 2000");
            default -> Optional.empty();
        };
    }

    private static Optional<String> bare(ByteReader image) {
        return switch (image.name(0)) {
            case "II*\0", "MM\0*", "II+\0", "MM\0+" -> Optional.of("TIFF");
            case "8BPS" -> Optional.of("a Photoshop document");
            case "\0\0\1\0", "\0\0\2\0" -> Optional.of("an icon");
            case "%PDF" -> Optional.of("PDF");
            case "<svg" -> Optional.of("SVG");
            default -> twoBytes(image);
        };
    }

    private static Optional<String> twoBytes(ByteReader image) {
        return switch (image.u16(0)) {
            case 0xFF0A -> Optional.of("JPEG XL");
            case 0xFF4F -> Optional.of("JPEG 2000");
            default -> image.text(0, 256).contains("<svg") ? Optional.of("SVG") : Optional.empty();
        };
    }
}
