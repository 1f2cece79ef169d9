package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The segments of a JPEG.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, Annex B</a>
 */
final class JpegHeader {
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;
    private static final int BASELINE = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int FIRST_ARITHMETIC = 0xC9;
    private static final String EXIF = "Exif\0\0";
    private static final String PROFILE = "ICC_PROFILE\0";
    /** Number and count of the part follow the name. */
    private static final int PROFILE_HEAD = PROFILE.length() + 2;

    /** Encoders write 10 scans, the most eager ones about 20; each costs a pass over the whole image. */
    private static final int MAX_SCANS = 50;

    /** libjpeg keeps 2 bytes for each sample of an image that comes in several scans. */
    private static final int COEFFICIENT = 2;

    private final ByteReader bytes;
    private final List<Segment> kept = new ArrayList<>();
    private final List<ByteReader> profileParts = new ArrayList<>();
    private Optional<Orientation> orientation = Optional.empty();
    private int frameKind;
    private ByteReader frame = new ByteReader(new byte[0]);
    private boolean huffman;
    private int firstScan;
    private int scans;

    private record Segment(int from, int length) {}

    private JpegHeader(byte[] image) {
        this.bytes = new ByteReader(image);
    }

    static JpegHeader of(byte[] image) throws UnreadableImage {
        JpegHeader header = new JpegHeader(image);
        header.walk(image);
        header.refuse();
        return header;
    }

    private void walk(byte[] image) {
        int at = 2;
        while (at < image.length - 1) {
            int marker = image[at + 1] & 0xFF;
            if (image[at] != (byte) 0xFF || marker == 0xFF || !hasSegment(marker)) {
                at++; // Entropy-coded data, filling, or a marker that stands alone.
            } else if (marker == EOI) {
                return;
            } else {
                int length = 2 + Math.max(2, bytes.u16(at + 2));
                segment(marker, at, length);
                at += length;
            }
        }
    }

    private static boolean hasSegment(int marker) {
        return marker > 1 && (marker < 0xD0 || marker >= EOI);
    }

    private void segment(int marker, int at, int length) {
        ByteReader content = bytes.part(at + 4L, length - 4L);
        if (marker == SOS) {
            firstScan = scans == 0 ? at : firstScan;
            scans++;
        } else if (scans > 0) {
            huffman |= marker == DHT;
        } else {
            header(marker, content);
            if (isNeeded(marker)) {
                kept.add(new Segment(at, length));
            }
        }
    }

    private void header(int marker, ByteReader content) {
        if (marker == DHT) {
            huffman = true;
        } else if (marker >= BASELINE && marker <= 0xCF && marker != 0xC8 && marker != 0xCC) {
            frameKind = marker;
            frame = content;
        } else if (marker == APP1 && content.text(0, EXIF.length()).equals(EXIF)) {
            orientation = orientation.or(() -> Exif.orientation(content.part(EXIF.length(), content.length())));
        } else if (isProfile(marker, content)) {
            profileParts.add(content);
        }
    }

    private static boolean isProfile(int marker, ByteReader content) {
        return marker == APP2 && content.text(0, PROFILE.length()).equals(PROFILE);
    }

    /** Of the application segments only those are kept that define how to read the colours. */
    private static boolean isNeeded(int marker) {
        return marker < APP0 || marker == APP0 || marker == APP14;
    }

    private void refuse() throws UnreadableImage {
        if (frameKind == 0 || scans == 0) {
            throw new UnreadableImage(Code.BROKEN, "JPEG holds no picture");
        }
        if (frameKind >= FIRST_ARITHMETIC) {
            throw unsupported("arithmetic coding");
        }
        if (frameKind > PROGRESSIVE) {
            throw unsupported(frameKind == 0xC3 ? "lossless coding" : "hierarchical coding");
        }
        if (frame.u8(0) != 8) {
            throw unsupported(frame.u8(0) + " bits a sample");
        }
        if (scans > MAX_SCANS) {
            throw new UnreadableImage(
                    Code.TOO_LARGE, "JPEG must have at most %d scans, but has %d".formatted(MAX_SCANS, scans));
        }
    }

    private static UnreadableImage unsupported(String what) {
        return new UnreadableImage(
                Code.UNSUPPORTED_FORMAT,
                "JPEG with " + what + " is not read; saved as an ordinary JPEG the photo can be uploaded again");
    }

    ImageHeader header() {
        Rectangle size = new Rectangle(frame.u16(3), frame.u16(1));
        return new ImageHeader(
                ImageFormat.JPEG,
                size,
                size,
                Math.max(3, components()),
                fixedBytes(size),
                orientation.orElse(Orientation.NORMAL),
                // CMYK needs its profile inside the decoder, which converts it.
                components() == 4 ? Optional.empty() : ColourProfile.ofIcc(profile(), components()));
    }

    private int components() {
        return frame.u8(5);
    }

    /** Each component has its own density: of 4:2:0 the two colours take a quarter of the brightness each. */
    private long fixedBytes(Rectangle size) {
        int across = 1;
        int down = 1;
        long area = 0;
        for (int component = 0; component < components(); component++) {
            int density = frame.u8(7L + 3L * component);
            across = Math.max(across, density >> 4);
            down = Math.max(down, density & 15);
            area += (long) (density >> 4) * (density & 15);
        }
        boolean several = frameKind == PROGRESSIVE || scans > 1;
        long rows = 64L * size.width * components();
        return several ? rows + COEFFICIENT * size.width * (long) size.height * area / ((long) across * down) : rows;
    }

    /** Its parts in their own order; empty where there is none. */
    private byte[] profile() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profileParts.stream()
                .sorted((one, other) -> Integer.compare(one.u8(PROFILE.length()), other.u8(PROFILE.length())))
                .forEach(part -> profile.writeBytes(
                        part.part(PROFILE_HEAD, part.length()).copy()));
        return profile.toByteArray();
    }

    /**
     * The same picture with only the segments that decoding needs: damaged Exif data and comments can do no harm.
     * Without Huffman tables, as in motion JPEG, it gets the standard ones.
     *
     * @param withProfile whether the decoder gets the colour profile; only CMYK needs it
     */
    byte[] cleaned(boolean withProfile) {
        ByteArrayOutputStream clean = new ByteArrayOutputStream(bytes.length());
        clean.writeBytes(bytes.part(0, 2).copy());
        kept.forEach(segment ->
                clean.writeBytes(bytes.part(segment.from(), segment.length()).copy()));
        if (withProfile && components() == 4) {
            profileParts.forEach(part -> write(clean, APP2, part.copy()));
        }
        if (!huffman) {
            write(clean, DHT, usualTables());
        }
        clean.writeBytes(bytes.part(firstScan, bytes.length()).copy());
        return clean.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    /** T.81, Annex K.3. */
    private static byte[] usualTables() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        table(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
        table(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
        table(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
        table(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
        return tables.toByteArray();
    }

    private static void table(ByteArrayOutputStream out, int place, JPEGHuffmanTable table) {
        out.write(place);
        short[] lengths = table.getLengths();
        for (int length = 0; length < 16; length++) {
            out.write(length < lengths.length ? lengths[length] : 0);
        }
        for (short value : table.getValues()) {
            out.write(value);
        }
    }
}
