package io.photosync.drift;

import java.util.HexFormat;

/** A photo as one side has it, or why there is none to show. */
public sealed interface ServedPhoto {

    /**
     * @param bytes not copied: read-only
     * @param type {@code image/jpeg} or {@code image/png}, as the bytes say
     */
    record Picture(byte[] bytes, String type) implements ServedPhoto {}

    record None(String why) implements ServedPhoto {}

    /** Browsers are shown nothing but these two, whatever somebody has put there. */
    static ServedPhoto of(byte[] bytes) {
        if (startsWith(bytes, "ffd8ff")) {
            return new Picture(bytes, "image/jpeg");
        }
        if (startsWith(bytes, "89504e470d0a1a0a")) {
            return new Picture(bytes, "image/png");
        }
        return new None("what is there is neither JPEG nor PNG");
    }

    private static boolean startsWith(byte[] bytes, String hex) {
        int length = hex.length() / 2;
        return bytes.length >= length
                && HexFormat.of().formatHex(bytes, 0, length).equals(hex);
    }
}
