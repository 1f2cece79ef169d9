package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a header alone decides. */
class ImageHeaderTest {
    private static final int PROGRESSIVE = 0xC2;
    private final ImageDecoder decoder = new ImageDecoder(new ImageCodecs(), 40_000_000, 300);

    @ParameterizedTest
    @CsvSource({
        // A phone's photo passes in one scan and not in several: then all of its coefficients are kept.
        "C0, 6000, 4000, 22, 1, true",
        "C2, 6000, 4000, 22, 1, false",
        "C0, 6000, 4000, 22, 3, false",
        "C2, 648, 648, 11, 12, true",
        "C2, 3600, 3600, 22, 1, true",
        "C2, 6320, 6320, 11, 1, false"
    })
    void a_jpeg_in_several_scans_is_counted_with_its_coefficients(
            String frame, int width, int height, String density, int scans, boolean passes) {
        byte[] jpeg = jpeg(Integer.parseInt(frame, 16), width, height, Integer.parseInt(density, 16), scans);

        UnreadableImage refusal = catchThrowableOfType(UnreadableImage.class, () -> decoder.plan(jpeg));

        assertThat(refusal == null).isEqualTo(passes);
        if (!passes) {
            assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        }
    }

    @Test
    void no_photo_is_read_in_more_scans_than_an_honest_encoder_writes() {
        assertThat(refused(jpeg(PROGRESSIVE, 648, 648, 0x11, 51)).code()).isEqualTo(Code.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"C3, lossless", "C5, hierarchical", "C9, arithmetic", "CB, arithmetic"})
    void a_jpeg_of_another_coding_is_not_called_damaged(String frame, String coding) {
        UnreadableImage refusal = refused(jpeg(Integer.parseInt(frame, 16), 648, 648, 0x11, 1));

        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_FORMAT);
        assertThat(refusal).hasMessageContaining(coding);
    }

    @Test
    void rows_of_the_maximum_width_are_counted() {
        assertThat(refused(png(4_000_000, 9, 16, 2)).code()).isEqualTo(Code.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"2399, 2399, 8, 2", "2399, 2399, 16, 6", "6300, 6300, 8, 6"})
    void what_a_photo_takes_stays_under_the_bound(int width, int height, int depth, int type) throws Exception {
        assertThat(decoder.plan(png(width, height, depth, type)).bytes())
                .isPositive()
                .isLessThan(DecodingPlan.MAX_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "5000, 1", "7, 7"})
    void a_sliver_is_refused_and_is_not_a_placeholder(int width, int height) {
        UnreadableImage refusal = refused(png(width, height, 8, 2));

        assertThat(refusal.code()).isEqualTo(Code.TOO_SMALL);
        assertThat(refusal).hasMessage("image must be at least 8 pixels wide and high, got " + width + " x " + height);
    }

    @ParameterizedTest
    @CsvSource({"4, JPEG", "5, PNG"})
    void a_bmp_around_another_picture_is_refused(int packing, String inside) {
        ByteBuffer bmp = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put((byte) 'B')
                .put((byte) 'M')
                .putInt(14, 40)
                .putInt(18, 600)
                .putInt(22, -600)
                .putInt(30, packing);

        UnreadableImage refusal = refused(bmp.array());

        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_FORMAT);
        assertThat(refusal).hasMessageContaining("around a " + inside);
    }

    @Test
    void a_frame_larger_than_its_screen_is_its_own_screen() throws Exception {
        ByteBuffer gif = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 10)
                .putShort((short) 10);
        gif.put(13, (byte) 0x2C).putShort(14, (short) 5).putShort(16, (short) 5);
        gif.putShort(18, (short) 200).putShort(20, (short) 100);

        DecodingPlan plan = decoder.plan(gif.array());

        assertThat(plan.side()).isEqualTo(100);
        assertThat(plan.left()).isZero();
    }

    @Test
    void a_colour_profile_that_is_for_another_kind_of_picture_is_none() {
        byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        assertThat(ColourProfile.ofIcc(colours, 3)).isPresent();
        assertThat(ColourProfile.ofIcc(colours, 1)).isEmpty();
        assertThat(ColourProfile.ofIcc(new byte[200], 3)).isEmpty();
        assertThat(ColourProfile.ofIcc(Arrays.copyOf(colours, colours.length / 2), 3))
                .isEmpty();
    }

    private UnreadableImage refused(byte[] image) {
        return catchThrowableOfType(UnreadableImage.class, () -> decoder.plan(image));
    }

    /** A header and nothing behind it. */
    private static byte[] jpeg(int frame, int width, int height, int density, int scans) {
        ByteBuffer jpeg = ByteBuffer.allocate(64 + 4 * scans).putShort((short) 0xFFD8);
        jpeg.put((byte) 0xFF).put((byte) frame).putShort((short) 17).put((byte) 8);
        jpeg.putShort((short) height).putShort((short) width).put((byte) 3);
        jpeg.put((byte) 1).put((byte) density).put((byte) 0);
        jpeg.put((byte) 2)
                .put((byte) 0x11)
                .put((byte) 0)
                .put((byte) 3)
                .put((byte) 0x11)
                .put((byte) 0);
        for (int scan = 0; scan < scans; scan++) {
            jpeg.putShort((short) 0xFFDA).putShort((short) 2);
        }
        return jpeg.array();
    }

    private static byte[] png(int width, int height, int depth, int type) {
        ByteBuffer chunk =
                ByteBuffer.allocate(17).putInt(0x49484452).putInt(width).putInt(height);
        chunk.put(new byte[] {(byte) depth, (byte) type, 0, 0, 0});
        CRC32 sum = new CRC32();
        sum.update(chunk.array());
        return ByteBuffer.allocate(33)
                .putInt(0x89504E47)
                .putInt(0x0D0A1A0A)
                .putInt(13)
                .put(chunk.array())
                .putInt((int) sum.getValue())
                .array();
    }
}
