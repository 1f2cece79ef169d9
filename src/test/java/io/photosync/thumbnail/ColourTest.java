package io.photosync.thumbnail;

import static io.photosync.thumbnail.Fixtures.decoded;
import static io.photosync.thumbnail.Fixtures.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourTest {
    private final Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));

    @ParameterizedTest
    @CsvSource({"0,255,255,0, R", "255,0,255,0, G", "255,255,0,0, B", "0,0,0,0, W", "0,0,0,255, K"})
    void a_photo_in_printing_inks_keeps_its_colour(int c, int m, int y, int k, String seen) throws Exception {
        assertThat(seenIn(Fixtures.cmyk(200, c, m, y, k))).isEqualTo(seen);
        assertThat(seenIn(Fixtures.ycck(200, c, m, y, k))).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_grey_photo_keeps_its_brightness(boolean withAlpha) throws Exception {
        // Given
        ColorModel grey = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                withAlpha,
                false,
                withAlpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        WritableRaster pixels = grey.createCompatibleWritableRaster(200, 200);
        for (int i = 0; i < 200 * 200; i++) {
            pixels.setPixel(i % 200, i / 200, new int[] {128, 255});
        }

        // When
        byte[] large = thumbnailer
                .make(encoded(new BufferedImage(grey, pixels, false, null), "png"))
                .large();

        // Then
        Color middle = new Color(decoded(large).getRGB(100, 100));
        assertThat(middle.getRed()).isBetween(125, 131);
        assertThat(middle.getBlue()).isBetween(125, 131);
    }

    @Test
    void a_single_coloured_photo_keeps_its_colour_in_every_size() throws Exception {
        // Given
        byte[] photo = encoded(Fixtures.image(648, 648, (x, y) -> 0xC08040), "jpeg");

        // When
        Thumbnails thumbnails = thumbnailer.make(photo);

        // Then
        for (byte[] thumbnail : new byte[][] {thumbnails.small(), thumbnails.medium(), thumbnails.large()}) {
            Color middle = new Color(decoded(thumbnail).getRGB(20, 20));
            assertThat(middle.getRed()).isBetween(0xBC, 0xC4);
            assertThat(middle.getGreen()).isBetween(0x7C, 0x84);
            assertThat(middle.getBlue()).isBetween(0x3C, 0x44);
        }
    }

    private String seenIn(byte[] photo) throws Exception {
        Color colour = new Color(decoded(thumbnailer.make(photo).large()).getRGB(100, 100));
        int low = 115;
        int high = 140;
        String bits = "";
        for (int part : new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()}) {
            bits += part < low ? "0" : part > high ? "1" : "?";
        }
        return switch (bits) {
            case "100" -> "R";
            case "010" -> "G";
            case "001" -> "B";
            case "111" -> "W";
            case "000" -> "K";
            default -> colour.toString();
        };
    }
}
