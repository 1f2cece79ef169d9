package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaAverageTest {

    @Test
    void each_new_pixel_is_the_mean_of_what_it_covers() {
        // Given: three by three, to be two by two; each new pixel covers one and a half on a side
        int[] square = {0, 0, 90, 0, 0, 90, 180, 180, 0};

        // When
        int[] scaled = AreaAverage.of(square, 3, 2);

        // Then
        assertThat(scaled).containsExactly(0, (2 * 90 + 90) / 9 * 2, (4 * 180 + 2 * 180) / 9, (90 * 2 + 180 * 2) / 9);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "2896, 300", "300, 299", "649, 48"})
    void one_colour_stays_that_colour_from_edge_to_edge(int from, int to) {
        int[] square = new int[from * from];
        Arrays.fill(square, 0xFEFF01);

        assertThat(AreaAverage.of(square, from, to)).hasSize(to * to).containsOnly(0xFEFF01);
    }

    /** Of 255; most of it is the filter's sharpening of the drawn edges: 6.7 at 48, 6.2 at 72 and 5.5 at 300 pixels. */
    @ParameterizedTest
    @CsvSource({"48, 7.5", "72, 7", "300, 6.5"})
    void a_thumbnail_looks_as_a_photo_editor_would_make_it(int side, double atMost) throws Exception {
        // Given
        byte[] photo = Files.readAllBytes(Path.of("src/test/resources/images/no-huffman-tables.jpg"));
        Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of(
                "photosync.thumbnail.sizes.small", "48",
                "photosync.thumbnail.sizes.medium", "72",
                "photosync.thumbnail.sizes.large", "1000")));
        Thumbnails whole = thumbnailer.make(photo);
        BufferedImage original = Fixtures.decoded(whole.large());

        // When
        Thumbnails thumbnails = new Thumbnailer(ThumbnailSettingsTest.with(Map.of())).make(photo);

        // Then
        byte[] made = side == 48 ? thumbnails.small() : side == 72 ? thumbnails.medium() : thumbnails.large();
        assertThat(Pixels.difference(Pixels.lanczos(original, side), Fixtures.decoded(made)))
                .isLessThan(atMost);
    }
}
