package io.photosync.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A photo as Exchange holds it.
 *
 * @param revision differs after every upload, even of the same bytes
 * @param side width and height in pixels
 * @param bytes the JPEG, drawn when first asked for
 */
public record Photo(String revision, int side, Supplier<byte[]> bytes) {
    /** The sizes that Exchange keeps; see https://learn.microsoft.com/graph/api/profilephoto-get. */
    public static final List<Integer> SIZES = List.of(48, 64, 96, 120, 240, 360, 432, 504, 648);

    /** The JPEG in its largest size. */
    public byte[] jpeg() {
        return bytes.get();
    }

    /** The ETag header of the bytes, in the form seen in the field: weak, 64 hexadecimal digits. */
    public String etag() {
        return "W/\"" + digest() + "\"";
    }

    /** {@code @odata.mediaEtag} of the metadata: another form, and not to be compared with the header's. */
    public String mediaEtag() {
        return "\"" + digest().substring(0, 8).toUpperCase(java.util.Locale.ROOT) + "\"";
    }

    /** Only sizes up to the uploaded one exist. */
    public List<Integer> sizes() {
        return SIZES.stream().filter(size -> size <= side).toList();
    }

    /** Empty if this size does not exist. */
    public Optional<byte[]> jpeg(int size) {
        if (!sizes().contains(size)) {
            return Optional.empty();
        }
        return size == side
                ? Optional.of(jpeg())
                : Pictures.read(jpeg()).map(image -> Pictures.jpeg(Pictures.square(image, size)));
    }

    private String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(revision.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
