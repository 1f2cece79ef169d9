package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures in {@code src/test/resources/images}. */
class OddPicturesTest {
    private static final Path IMAGES = Path.of("src/test/resources/images");
    /** In the large thumbnail: where each patch of the drawn portrait is, and its colour. */
    private static final Map<String, Patch> PORTRAIT = Map.of(
            "red", new Patch(20, 25, 0xFF0000),
            "green", new Patch(20, 49, 0x00FF00),
            "blue", new Patch(20, 73, 0x0000FF),
            "grey", new Patch(280, 145, 0xB4B4B4),
            "skin", new Patch(150, 180, 0xE1AF93));

    private final Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));

    private record Patch(int x, int y, int rgb) {}

    @ParameterizedTest
    @ValueSource(strings = {"exif-stub-le-magic.jpg", "exif-stub-short-offset.jpg", "exif-stub-bigtiff.jpg"})
    void damaged_exif_is_no_reason_to_refuse_a_photo(String file) throws Exception {
        assertPortrait(large(file));
    }

    @Test
    void a_jpeg_without_huffman_tables_gets_the_usual_ones() throws Exception {
        assertPortrait(large("no-huffman-tables.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swapped-profile.png", "adobergb.png"})
    void the_colour_profile_of_a_png_is_applied(String file) throws Exception {
        assertPortrait(large(file));
    }

    @Test
    void the_profile_of_a_grey_photo_is_applied() throws Exception {
        BufferedImage large = large("grey-gamma1.8.jpg");

        assertPatch(large, "grey", new Patch(280, 145, 0xB4B4B4));
        assertPatch(large, "skin", new Patch(150, 180, 0xB9B9B9));
    }

    @Test
    void the_orientation_in_a_png_is_applied() throws Exception {
        assertPortrait(large("exif6.png"));
    }

    @Test
    void the_first_frame_of_an_animation_stands_on_its_screen() throws Exception {
        BufferedImage large = large("first-frame-small.gif");

        assertThat(large.getWidth()).isEqualTo(300);
        assertPatch(large, "outside of the frame", new Patch(20, 25, 0xFFFFFF));
        assertPatch(large, "skin", PORTRAIT.get("skin"));
    }

    @ParameterizedTest
    @CsvSource({
        "arithmetic.jpg, JPEG with arithmetic coding is not read",
        "jpegxl.jxl, JPEG XL",
        "jpegxl-box.jxl, JPEG XL",
        "x.jp2, JPEG 2000",
        "bigtiff.tif, TIFF",
        "bmp-around-144mp-progressive.bmp, BMP around a JPEG is not read"
    })
    void a_refusal_says_what_the_file_is_and_what_its_owner_can_do(String file, String what) throws Exception {
        UnreadableImage refusal = refused(file);

        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_FORMAT);
        assertThat(refusal).hasMessageContaining(what).hasMessageContaining("uploaded");
    }

    @ParameterizedTest
    @CsvSource({
        "progressive-39mp-444-cut.jpg, must take at most 48 MB to decode",
        "scans-300-39mp.jpg, must have at most 50 scans"
    })
    @Timeout(60)
    void an_image_that_needs_too_much_memory_is_refused_by_its_header(String file, String rule) throws Exception {
        byte[] image = read(file);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        UnreadableImage refusal = catchThrowableOfType(UnreadableImage.class, () -> thumbnailer.make(image));

        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(refusal).hasMessageContaining(rule);
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_small_thumbnail_keeps_the_colour_of_each_pixel() throws Exception {
        // Given
        BufferedImage drawn = Fixtures.decoded(read("face-48.png"));

        // When
        BufferedImage small =
                Fixtures.decoded(thumbnailer.make(read("face-48.png")).small());

        // Then: at half the density of colour it is 18
        assertThat(Pixels.difference(drawn, small)).isLessThan(8);
    }

    private void assertPortrait(BufferedImage large) {
        assertThat(large.getWidth()).isEqualTo(300);
        PORTRAIT.forEach((name, patch) -> assertPatch(large, name, patch));
    }

    private static void assertPatch(BufferedImage image, String name, Patch patch) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(Pixels.mean(image, patch.x(), patch.y(), shift))
                    .as("%s, bits from %d on", name, shift)
                    .isBetween((patch.rgb() >> shift & 0xFF) - 10, (patch.rgb() >> shift & 0xFF) + 10);
        }
    }

    private BufferedImage large(String file) throws Exception {
        return Fixtures.decoded(thumbnailer.make(read(file)).large());
    }

    private UnreadableImage refused(String file) throws Exception {
        byte[] image = read(file);
        return catchThrowableOfType(UnreadableImage.class, () -> thumbnailer.make(image));
    }

    private static byte[] read(String file) throws Exception {
        return Files.readAllBytes(IMAGES.resolve(file));
    }
}
