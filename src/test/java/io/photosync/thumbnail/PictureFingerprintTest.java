package io.photosync.thumbnail;

import static io.photosync.thumbnail.Fixtures.encoded;
import static io.photosync.thumbnail.Fixtures.image;
import static io.photosync.thumbnail.Fixtures.withOrientation;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.people.Portrait;
import io.photosync.thumbnail.PictureFingerprint.Likeness;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFingerprintTest {
    private static final ThumbnailSettings SETTINGS = ThumbnailSettingsTest.with(Map.of());
    private final Thumbnailer thumbnailer = new Thumbnailer(SETTINGS);
    private final Fingerprinter fingerprinter = new Fingerprinter(SETTINGS);

    /** Drawn portraits, two letters each; the same every time. */
    private static List<BufferedImage> portraits(int count) {
        Random letters = new Random(5);
        List<BufferedImage> portraits = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            String initials = "" + (char) ('A' + letters.nextInt(26)) + (char) ('A' + letters.nextInt(26));
            portraits.add(new Portrait(seed, initials).draw(360));
        }
        return portraits;
    }

    @Test
    void each_of_sixty_portraits_is_recognised_in_every_size_and_quality_and_no_two_are_confused() throws Exception {
        List<PictureFingerprint> photos = new ArrayList<>();
        int comparisons = 0;
        int missed = 0;
        for (BufferedImage portrait : portraits(60)) {
            byte[] photo = encoded(portrait, "jpeg");
            PictureFingerprint fingerprint = fingerprinter.of(photo);
            photos.add(fingerprint);
            Thumbnails made = thumbnailer.make(photo);
            for (byte[] seen : List.of(
                    made.small(),
                    made.medium(),
                    made.large(),
                    jpeg(portrait, 0.3f),
                    jpeg(scaled(portrait, 200), 0.6f))) {
                comparisons++;
                missed += fingerprinter.of(seen).likeness(fingerprint) == Likeness.SAME ? 0 : 1;
            }
        }
        int pairs = 0;
        int confused = 0;
        for (PictureFingerprint one : photos) {
            for (PictureFingerprint other : photos.subList(0, photos.indexOf(one))) {
                pairs++;
                confused += one.likeness(other) == Likeness.SAME ? 1 : 0;
            }
        }

        // The false rates are 0 of 300 and 0 of 1,770; with 300 portraits, 0 of 44,850.
        assertThat(comparisons).isEqualTo(300);
        assertThat(pairs).isEqualTo(1_770);
        assertThat(missed).as("taken for another one").isZero();
        assertThat(confused).as("taken for the same").isZero();
    }

    @Test
    void a_mirrored_or_rotated_portrait_is_another_picture() throws Exception {
        for (BufferedImage portrait : portraits(20)) {
            int last = portrait.getWidth() - 1;
            PictureFingerprint upright = fingerprinter.of(encoded(portrait, "jpeg"));
            BufferedImage mirrored = image(last + 1, last + 1, (x, y) -> portrait.getRGB(last - x, y));
            BufferedImage turned = image(last + 1, last + 1, (x, y) -> portrait.getRGB(y, last - x));
            BufferedImage upsideDown = image(last + 1, last + 1, (x, y) -> portrait.getRGB(last - x, last - y));

            for (BufferedImage other : List.of(mirrored, turned, upsideDown)) {
                assertThat(fingerprinter.of(encoded(other, "jpeg")).likeness(upright))
                        .isEqualTo(Likeness.DIFFERENT);
            }
        }
    }

    @Test
    void the_cameras_orientation_is_applied_as_in_the_thumbnails() throws Exception {
        byte[] held = withOrientation(encoded(portraits(1).getFirst(), "jpeg"), 6);

        PictureFingerprint photo = fingerprinter.of(held);

        assertThat(fingerprinter.of(thumbnailer.make(held).large()).likeness(photo))
                .isEqualTo(Likeness.SAME);
        assertThat(photo.likeness(fingerprinter.of(encoded(portraits(1).getFirst(), "jpeg"))))
                .isEqualTo(Likeness.DIFFERENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x808080, 0xC8C8C8, 0xFFFFFF, 0x000000})
    void a_placeholder_of_one_colour_resembles_no_portrait(int rgb) throws Exception {
        PictureFingerprint placeholder = fingerprinter.of(encoded(image(300, 300, (x, y) -> rgb), "jpeg"));

        for (BufferedImage portrait : portraits(20)) {
            assertThat(fingerprinter.of(encoded(portrait, "jpeg")).likeness(placeholder))
                    .isEqualTo(Likeness.DIFFERENT);
        }
    }

    @Test
    void bytes_that_a_program_appends_change_nothing() throws Exception {
        byte[] photo = encoded(portraits(1).getFirst(), "jpeg");

        assertThat(fingerprinter.of(Arrays.copyOf(photo, photo.length + 12))).isEqualTo(fingerprinter.of(photo));
    }

    @Test
    void an_oblong_photo_is_compared_by_its_middle() throws Exception {
        BufferedImage portrait = portraits(1).getFirst();
        int side = portrait.getWidth();
        BufferedImage wide = image(
                side * 2,
                side,
                (x, y) -> x < side / 2 || x >= side / 2 + side ? 0x123456 : portrait.getRGB(x - side / 2, y));

        assertThat(fingerprinter.of(encoded(wide, "png")).likeness(fingerprinter.of(encoded(portrait, "png"))))
                .isEqualTo(Likeness.SAME);
        assertThat(fingerprinter
                        .of(thumbnailer.make(encoded(wide, "png")).small())
                        .likeness(fingerprinter.of(encoded(portrait, "png"))))
                .isEqualTo(Likeness.SAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 11, 12, 13, 48})
    void a_picture_may_be_of_any_size(int side) throws Exception {
        PictureFingerprint red = fingerprinter.of(encoded(image(side, side, (x, y) -> 0xC02020), "png"));
        PictureFingerprint largeRed = fingerprinter.of(encoded(image(300, 300, (x, y) -> 0xC02020), "png"));

        assertThat(red.distance(largeRed)).isLessThan(1);
        assertThat(red.text()).isEqualTo(largeRed.text()).hasSize(288);
    }

    private static BufferedImage scaled(BufferedImage from, int side) {
        BufferedImage to = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var canvas = to.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(from, 0, 0, side, side, null);
        canvas.dispose();
        return to;
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = new ImageCodecs().jpegWriter();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
