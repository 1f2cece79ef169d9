package io.photosync.thumbnail;

import static io.photosync.thumbnail.Fixtures.encoded;
import static io.photosync.thumbnail.Fixtures.image;
import static io.photosync.thumbnail.Fixtures.quarters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableImageTest {
    private final Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));

    @ParameterizedTest
    @ValueSource(strings = {"gif", "png", "jpeg", "bmp"})
    void one_pixel_is_graphs_placeholder_for_no_photo(String format) throws Exception {
        assertThat(refused(encoded(image(1, 1, (x, y) -> Fixtures.WHITE), format))
                        .code())
                .isEqualTo(Code.PLACEHOLDER);
    }

    @Test
    void bytes_that_are_no_image_are_refused() {
        assertThat(refused(new byte[0]).code()).isEqualTo(Code.NOT_AN_IMAGE);
        assertThat(refused("<html>Sign in</html>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("begin with 3c68746d");
    }

    @ParameterizedTest
    @CsvSource({
        "52494646000000005745425056503820, WebP",
        "00000018667479706865696300000000, HEIC",
        "00000018667479706d69663100000000, HEIC",
        "00000018667479706176696600000000, AVIF",
        "49492a0000000000, TIFF",
        "4d4d002a00000000, TIFF",
        "3842505300010000, a Photoshop document",
        "0000010001000000, an icon",
        "3c7376672077696474683d2231223e, SVG"
    })
    void an_image_of_a_kind_that_we_do_not_read_is_named(String head, String kind) {
        UnreadableImage refusal = refused(HexFormat.of().parseHex(head));

        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_FORMAT);
        assertThat(refusal)
                .hasMessage("image must be one of [JPEG, PNG, GIF, BMP], got " + kind
                        + "; saved as JPEG the photo can be uploaded again");
    }

    @Test
    void a_decompression_bomb_is_refused_by_its_header() {
        // Given: 3.6 gigapixels announced in 33 bytes, and nothing behind
        byte[] header = "IHDR....".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer chunk =
                ByteBuffer.allocate(17).put(header, 0, 4).putInt(60_000).putInt(60_000);
        chunk.put(new byte[] {8, 6, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        byte[] bomb = ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .putInt(13)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .array();

        // When
        UnreadableImage refusal = refused(bomb);

        // Then
        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(refusal).hasMessage("image must have at most 40000000 pixels, but has 60000 x 60000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
    void an_image_that_is_cut_off_is_broken(String format) throws Exception {
        byte[] whole = encoded(noise(300), format);

        for (int tenth = 1; tenth <= 9; tenth++) {
            byte[] part = Arrays.copyOf(whole, whole.length * tenth / 10);
            assertThat(refused(part).code()).as("%d tenths", tenth).isEqualTo(Code.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
    void damaged_bytes_yield_a_code_or_thumbnails_and_nothing_else(String format) throws Exception {
        byte[] whole = encoded(quarters(64), format);
        Random random = new Random(17);

        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 1 + round % 8; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(thumbnailer.make(damaged).large()).isNotEmpty();
            } catch (UnreadableImage expected) {
                assertThat(expected.code()).isNotNull();
            }
        }
    }

    @Test
    void a_jpeg_without_its_end_marker_is_whole_all_the_same() throws Exception {
        byte[] whole = encoded(quarters(100), "jpeg");

        Thumbnails thumbnails = thumbnailer.make(Arrays.copyOf(whole, whole.length - 2));

        assertThat(thumbnails.large()).isEqualTo(thumbnailer.make(whole).large());
    }

    private static java.awt.image.BufferedImage noise(int side) {
        Random random = new Random(42);
        return image(side, side, (x, y) -> random.nextInt(0x1000000));
    }

    private UnreadableImage refused(byte[] image) {
        return catchThrowableOfType(UnreadableImage.class, () -> thumbnailer.make(image));
    }
}
