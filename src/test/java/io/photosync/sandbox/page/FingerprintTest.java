package io.photosync.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.sandbox.people.Portrait;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final Person PERSON = Population.person(1);

    @ParameterizedTest
    @ValueSource(ints = {96, 200, 300})
    void a_thumbnail_is_like_the_photo_it_was_made_from(int side) {
        for (int seed = 0; seed < 20; seed++) {
            // Given
            BufferedImage photo = Portrait.of(PERSON, seed).draw(648);

            // When
            boolean alike = fingerprint(photo).isLike(fingerprint(scaled(photo, side)));

            // Then
            assertThat(alike).as("portrait %d at %d pixels", seed, side).isTrue();
        }
    }

    @Test
    void other_portraits_of_the_same_person_are_not_alike() {
        // Given
        List<Fingerprint> portraits = new ArrayList<>();
        for (int seed = 0; seed < 80; seed++) {
            portraits.add(fingerprint(Portrait.of(PERSON, seed).draw(300)));
        }

        // When
        long confused = portraits.stream()
                .flatMap(one -> portraits.stream().filter(other -> other != one && one.isLike(other)))
                .count();

        // Then
        assertThat(confused).isZero();
    }

    @Test
    void what_is_no_picture_has_no_fingerprint() {
        assertThat(Fingerprint.of("no picture".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    private static Fingerprint fingerprint(BufferedImage image) {
        return Fingerprint.of(Jpeg.of(image)).orElseThrow();
    }

    private static BufferedImage scaled(BufferedImage image, int side) {
        BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(image, 0, 0, side, side, null);
        canvas.dispose();
        return small;
    }
}
