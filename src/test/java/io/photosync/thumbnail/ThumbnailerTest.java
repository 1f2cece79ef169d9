package io.photosync.thumbnail;

import static io.photosync.thumbnail.Fixtures.decoded;
import static io.photosync.thumbnail.Fixtures.encoded;
import static io.photosync.thumbnail.Fixtures.image;
import static io.photosync.thumbnail.Fixtures.quarters;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailerTest {
    private final Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
    void a_photo_of_any_common_kind_becomes_three_square_jpegs(String format) throws Exception {
        // Given
        byte[] photo = encoded(quarters(648), format);

        // When
        Thumbnails thumbnails = thumbnailer.make(photo);

        // Then
        assertSide(thumbnails.small(), 48);
        assertSide(thumbnails.medium(), 72);
        assertSide(thumbnails.large(), 300);
        assertThat(corners(decoded(thumbnails.large()))).isEqualTo("RGBW");
    }

    @Test
    void the_thumbnails_are_baseline_rgb() throws Exception {
        byte[] large = thumbnailer.make(encoded(quarters(648), "png")).large();

        int frame = indexOf(large, 0xC0);
        assertThat(frame).as("start of a baseline frame").isPositive();
        assertThat(large[frame + 9]).as("colour components").isEqualTo((byte) 3);
    }

    @Test
    void a_small_photo_is_never_enlarged() throws Exception {
        Thumbnails thumbnails = thumbnailer.make(encoded(quarters(120), "jpeg"));

        assertSide(thumbnails.small(), 48);
        assertSide(thumbnails.medium(), 72);
        assertSide(thumbnails.large(), 120);
    }

    @ParameterizedTest
    @CsvSource({"900,300", "300,900"})
    void the_middle_of_an_oblong_photo_is_kept(int width, int height) throws Exception {
        // Given
        BufferedImage onlyTheMiddleIsGreen = image(
                width,
                height,
                (x, y) -> Math.abs(x - width / 2) <= 150 && Math.abs(y - height / 2) <= 150
                        ? Fixtures.GREEN
                        : Fixtures.RED);

        // When
        BufferedImage large =
                decoded(thumbnailer.make(encoded(onlyTheMiddleIsGreen, "png")).large());

        // Then
        assertThat(corners(large)).isEqualTo("GGGG");
    }

    @ParameterizedTest
    @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
    void the_orientation_that_the_camera_noted_is_applied_and_forgotten(int orientation, String seen) throws Exception {
        // Given
        byte[] photo = Fixtures.withOrientation(encoded(quarters(640), "jpeg"), orientation);

        // When
        byte[] large = thumbnailer.make(photo).large();

        // Then
        assertThat(corners(decoded(large))).isEqualTo(seen);
        assertThat(new String(large, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    @Test
    void what_is_transparent_shows_white() throws Exception {
        BufferedImage glass = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);

        BufferedImage large = decoded(thumbnailer.make(encoded(glass, "png")).large());

        assertThat(corners(large)).isEqualTo("WWWW");
    }

    @Test
    void the_same_bytes_give_the_same_thumbnails() throws Exception {
        byte[] photo = encoded(quarters(500), "jpeg");

        assertThat(thumbnailer.make(photo)).usingRecursiveComparison().isEqualTo(thumbnailer.make(photo));
    }

    /** Taking every n-th pixel would give black or white; averaging gives grey. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 2399})
    void a_fine_pattern_becomes_an_even_grey(int side) throws Exception {
        // Given
        byte[] chequered = encoded(image(side, side, (x, y) -> (x + y) % 2 == 0 ? Fixtures.WHITE : 0), "png");

        // When
        Thumbnails thumbnails = thumbnailer.make(chequered);

        // Then
        for (byte[] thumbnail : new byte[][] {thumbnails.small(), thumbnails.medium(), thumbnails.large()}) {
            BufferedImage seen = decoded(thumbnail);
            for (int i = 0; i < seen.getWidth(); i++) {
                assertThat(new Color(seen.getRGB(i, i)).getRed()).isBetween(110, 145);
            }
        }
    }

    @Test
    void a_phones_full_size_photo_keeps_an_even_gradient() throws Exception {
        // Given
        byte[] photo = encoded(image(4284, 5712, (x, y) -> 0x010101 * (x * 255 / 4283)), "jpeg");

        // When
        BufferedImage large = decoded(thumbnailer.make(photo).large());

        // Then
        for (int x = 0; x < 300; x++) {
            assertThat(new Color(large.getRGB(x, 150)).getRed()).isBetween(x * 255 / 299 - 4, x * 255 / 299 + 4);
        }
    }

    private static void assertSide(byte[] jpeg, int side) throws Exception {
        BufferedImage image = decoded(jpeg);
        assertThat(image.getWidth()).isEqualTo(side);
        assertThat(image.getHeight()).isEqualTo(side);
    }

    /** The colours in the middle of the four quarters, in reading order, as letters. */
    private static String corners(BufferedImage image) {
        int near = image.getWidth() / 4;
        int far = image.getWidth() * 3 / 4;
        return letter(image.getRGB(near, near))
                + letter(image.getRGB(far, near))
                + letter(image.getRGB(near, far))
                + letter(image.getRGB(far, far));
    }

    private static String letter(int rgb) {
        Color colour = new Color(rgb);
        boolean red = colour.getRed() > 128;
        boolean green = colour.getGreen() > 128;
        boolean blue = colour.getBlue() > 128;
        return red && green && blue ? "W" : red ? "R" : green ? "G" : blue ? "B" : "?";
    }

    private static int indexOf(byte[] jpeg, int marker) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
                return i;
            }
        }
        return -1;
    }
}
