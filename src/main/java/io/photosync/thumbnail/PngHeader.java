package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The chunks of a PNG.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class PngHeader {
    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;
    /** Length, name, 13 bytes and check sum. */
    private static final int FIRST_DATA = SIGNATURE + AROUND + 13;

    private static final int GREY = 0;
    private static final int COLOUR = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    /** Profiles of cameras and printers have up to 2 MB; more is a bomb. */
    private static final int MAX_PROFILE = 4 << 20;

    private final ByteReader bytes;
    private Optional<ByteReader> icc = Optional.empty();
    private Optional<ByteReader> code = Optional.empty();
    private Optional<ByteReader> exif = Optional.empty();
    private Optional<Long> gamma = Optional.empty();
    private boolean srgb;

    private PngHeader(byte[] image) {
        this.bytes = new ByteReader(image);
    }

    static ImageHeader of(byte[] image) throws UnreadableImage {
        PngHeader header = new PngHeader(image);
        if (!header.bytes.name(SIGNATURE + 4).equals("IHDR")) {
            throw new UnreadableImage(Code.BROKEN, "PNG does not begin with its header");
        }
        header.walk();
        return header.header();
    }

    private void walk() {
        long at = FIRST_DATA;
        while (at < bytes.length()) {
            long length = bytes.u32(at);
            ByteReader content = bytes.part(at + 8, length);
            switch (bytes.name(at + 4)) {
                case "iCCP" -> icc = Optional.of(content);
                case "cICP" -> code = Optional.of(content);
                case "eXIf" -> exif = Optional.of(content);
                case "gAMA" -> gamma = Optional.of(content.u32(0));
                case "sRGB" -> srgb = true;
                default -> {} // Pixels, or nothing that changes them.
            }
            at += AROUND + length;
        }
    }

    private ImageHeader header() {
        // Java's integers end at 2^31; a picture as wide as that is too large anyway.
        Rectangle size = new Rectangle(
                (int) Math.min(Integer.MAX_VALUE, bytes.u32(16)), (int) Math.min(Integer.MAX_VALUE, bytes.u32(20)));
        int depth = bytes.u8(24);
        int bands =
                switch (bytes.u8(25)) {
                    case GREY, PALETTE -> 1;
                    case GREY_ALPHA -> 2;
                    case COLOUR -> 3;
                    default -> 4;
                };
        int pixelBytes = bands * Math.max(1, depth / 8);
        // The reader keeps two rows of the file, and one unpacked.
        long rows = 3L * size.width * pixelBytes;
        return new ImageHeader(
                ImageFormat.PNG,
                size,
                size,
                pixelBytes,
                rows,
                exif.flatMap(Exif::orientation).orElse(Orientation.NORMAL),
                colours(bands > 2 || bytes.u8(25) == PALETTE));
    }

    /** In the order that the standard gives them. */
    private Optional<ColourProfile> colours(boolean coloured) {
        if (code.isPresent()) {
            return ColourProfile.ofCode(code.get().u8(0), code.get().u8(1));
        }
        if (icc.isPresent()) {
            return ColourProfile.ofIcc(inflated(icc.get()), coloured ? 3 : 1);
        }
        return srgb ? Optional.empty() : gamma.flatMap(ColourProfile::ofGamma);
    }

    /** A name of at most 79 letters, its end, the method of packing, and the packed profile. */
    private static byte[] inflated(ByteReader chunk) {
        int name = 0;
        while (name < 80 && chunk.u8(name) != 0) {
            name++;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk.part(name + 2L, chunk.length()).copy());
            byte[] profile = new byte[(int) Math.min(MAX_PROFILE, 64L * chunk.length())];
            int length = 0;
            int got;
            while (length < profile.length && (got = inflater.inflate(profile, length, profile.length - length)) > 0) {
                length += got;
            }
            return inflater.finished() ? Arrays.copyOf(profile, length) : new byte[0];
        } catch (DataFormatException damaged) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
