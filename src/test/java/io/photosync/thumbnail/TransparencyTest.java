package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PNGs in few colours, and what is transparent in them: the left half is. */
class TransparencyTest {
    private static final int SIDE = 64;
    private final Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));

    @ParameterizedTest
    @CsvSource({
        // depth, type, palette, transparent, left half, right half
        "4, 3, 00000080c040, 00, 00, 11",
        "8, 3, 00000080c040, 00, 00, 01",
        "1, 3, 00000080c040, 00, 00, FF",
        "8, 2, '', 000000000000, 000000, 80c040",
        "16, 2, '', 000000000000, 000000000000, 8000c0004000"
    })
    void what_a_png_says_is_transparent_shows_white(
            int depth, int type, String palette, String transparent, String left, String right) throws Exception {
        BufferedImage large = large(depth, type, palette, transparent, left, right);

        assertColour(large, 16, 0xFFFFFF);
        assertColour(large, 48, 0x80C040);
    }

    @ParameterizedTest
    @CsvSource({"8, 0000, 00, 80", "16, 0000, 0000, 8000", "1, 0000, 00, FF"})
    void a_transparent_grey_shows_white(int depth, String transparent, String left, String right) throws Exception {
        BufferedImage large = large(depth, 0, "", transparent, left, right);

        assertColour(large, 16, 0xFFFFFF);
        assertColour(large, 48, depth == 1 ? 0xFFFFFF : 0x808080);
    }

    private BufferedImage large(int depth, int type, String palette, String transparent, String left, String right)
            throws Exception {
        byte[] png = png(depth, type, bytes(palette), bytes(transparent), row(depth, type, bytes(left), bytes(right)));
        return Fixtures.decoded(thumbnailer.make(png).large());
    }

    private static void assertColour(BufferedImage image, int x, int rgb) {
        Color seen = new Color(image.getRGB(x, 32));
        Color right = new Color(rgb);
        assertThat(seen.getRed()).isBetween(right.getRed() - 8, right.getRed() + 8);
        assertThat(seen.getGreen()).isBetween(right.getGreen() - 8, right.getGreen() + 8);
        assertThat(seen.getBlue()).isBetween(right.getBlue() - 8, right.getBlue() + 8);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] row(int depth, int type, byte[] left, byte[] right) {
        int bits = depth * (type == 2 ? 3 : 1);
        int half = SIDE / 2 * bits / 8;
        ByteBuffer row = ByteBuffer.allocate(1 + 2 * half).put((byte) 0);
        while (row.position() < 1 + half) {
            row.put(left);
        }
        while (row.hasRemaining()) {
            row.put(right);
        }
        return row.array();
    }

    private static byte[] png(int depth, int type, byte[] palette, byte[] transparent, byte[] row) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(bytes("89504e470d0a1a0a"));
        ByteBuffer header = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE);
        chunk(png, "IHDR", header.put((byte) depth).put((byte) type).array());
        if (palette.length > 0) {
            chunk(png, "PLTE", palette);
        }
        chunk(png, "tRNS", transparent);
        ByteBuffer rows = ByteBuffer.allocate(SIDE * row.length);
        for (int y = 0; y < SIDE; y++) {
            rows.put(row);
        }
        chunk(png, "IDAT", deflated(rows.array()));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] deflated = new byte[bytes.length + 100];
        int length = deflater.deflate(deflated);
        deflater.end();
        return Arrays.copyOf(deflated, length);
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(4 + content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        CRC32 sum = new CRC32();
        sum.update(chunk.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(chunk.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
