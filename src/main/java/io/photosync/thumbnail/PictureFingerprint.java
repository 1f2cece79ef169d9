package io.photosync.thumbnail;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;

/**
 * A square picture as 216 numbers: the brightness of 12 by 12 fields and the colour of 6 by 6. Nearly equal for any
 * size and encoding of a picture; different for another face, and for the same one mirrored or rotated.
 */
public final class PictureFingerprint {
    private static final int BRIGHTNESS_SIDE = 12;
    private static final int COLOUR_SIDE = 6;
    /**
     * Up to this distance two pictures count as the same. Measured with drawn portraits: our thumbnails of any size are
     * at most 0.7 from the photo, encoded again at quality 30 at most 1.5; the two most alike of 300 portraits are 4.4
     * apart, a mirrored one 3.9.
     */
    private static final double SAME_UP_TO = 3;

    private static final int BRIGHTNESS = BRIGHTNESS_SIDE * BRIGHTNESS_SIDE;
    private static final int COLOUR = COLOUR_SIDE * COLOUR_SIDE;

    private final int[] fields;

    private PictureFingerprint(int[] fields) {
        this.fields = fields;
    }

    public enum Likeness {
        SAME,
        DIFFERENT
    }

    /** @param square opaque */
    static PictureFingerprint of(BufferedImage square) {
        int side = square.getWidth();
        int[] pixels = square.getRGB(0, 0, side, side, null, 0, side);
        double[] luma = new double[pixels.length];
        double[] blueness = new double[pixels.length];
        double[] redness = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int red = pixels[i] >> 16 & 0xFF;
            int green = pixels[i] >> 8 & 0xFF;
            int blue = pixels[i] & 0xFF;
            // As JPEG has it: ITU-T T.871.
            luma[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
            blueness[i] = 128 + 0.564 * (blue - luma[i]);
            redness[i] = 128 + 0.713 * (red - luma[i]);
        }
        int[] fields = new int[BRIGHTNESS + 2 * COLOUR];
        average(luma, side, BRIGHTNESS_SIDE, fields, 0);
        average(blueness, side, COLOUR_SIDE, fields, BRIGHTNESS);
        average(redness, side, COLOUR_SIDE, fields, BRIGHTNESS + COLOUR);
        return new PictureFingerprint(fields);
    }

    /** A pixel that lies in two fields counts in each by its part: 300 pixels are no multiple of 8. */
    private static void average(double[] values, int side, int into, int[] fields, int from) {
        double[] sums = new double[into * into];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                add(values[y * side + x], x, y, side, into, sums);
            }
        }
        double area = (double) side * side / (into * into);
        for (int field = 0; field < sums.length; field++) {
            fields[from + field] = Math.clamp(Math.round(sums[field] / area), 0, 255);
        }
    }

    private static void add(double value, int x, int y, int side, int into, double[] sums) {
        int right = Math.min(into - 1, (x + 1) * into / side);
        int below = Math.min(into - 1, (y + 1) * into / side);
        for (int row = y * into / side; row <= below; row++) {
            double height = overlap(y, row, side, into);
            for (int column = x * into / side; column <= right; column++) {
                sums[row * into + column] += value * height * overlap(x, column, side, into);
            }
        }
    }

    private static double overlap(int pixel, int field, int side, int into) {
        double begin = Math.max(pixel, (double) field * side / into);
        double end = Math.min(pixel + 1, (double) (field + 1) * side / into);
        return Math.max(0, end - begin);
    }

    /** The root of the mean square of the fields' differences: from 0 to 255. */
    public double distance(PictureFingerprint other) {
        double sum = 0;
        for (int i = 0; i < fields.length; i++) {
            int difference = fields[i] - other.fields[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / fields.length);
    }

    public Likeness likeness(PictureFingerprint other) {
        return distance(other) <= SAME_UP_TO ? Likeness.SAME : Likeness.DIFFERENT;
    }

    /** The fields' values, for comparison and for records. */
    public String text() {
        byte[] bytes = new byte[fields.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) fields[i];
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PictureFingerprint that && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        return text();
    }
}
