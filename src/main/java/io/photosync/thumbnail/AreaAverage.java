package io.photosync.thumbnail;

/**
 * Scales a square down, row by row. Each new pixel is the mean of all that it covers, which avoids aliasing at any
 * scale. Integer arithmetic: {@code from} old pixels of {@code to} parts each are as wide as {@code to} new ones of
 * {@code from} parts.
 */
final class AreaAverage {
    private static final int COLOURS = 3;

    /** Largest side: beyond it, 255 times its square plus half of the square overflows an {@code int}. */
    static final int MAX_SIDE = 2_896;

    private final int from;
    private final int to;
    private final int[] scaled;
    /** One row, scaled horizontally only. */
    private final int[] across;
    /** The new row in progress; its weights add up to {@code from} times {@code from}. */
    private final int[] sums;

    private int row;
    private int missing;

    /**
     * @param from old side, at most {@link #MAX_SIDE}
     * @param to new side, at most {@code from}
     */
    AreaAverage(int from, int to) {
        this.from = from;
        this.to = to;
        this.scaled = new int[to * to];
        this.across = new int[to * COLOURS];
        this.sums = new int[to * COLOURS];
        this.missing = from;
    }

    static int[] of(int[] square, int from, int to) {
        AreaAverage average = new AreaAverage(from, to);
        for (int row = 0; row < from; row++) {
            average.add(square, row * from);
        }
        return average.scaled();
    }

    /** Adds the next row. */
    void add(int[] rgb, int offset) {
        scaleAcross(rgb, offset);
        int left = to;
        while (left > 0) {
            int part = Math.min(left, missing);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part * across[i];
            }
            left -= part;
            missing -= part;
            if (missing == 0) {
                endRow();
            }
        }
    }

    private void scaleAcross(int[] rgb, int offset) {
        int old = offset;
        int left = to;
        for (int pixel = 0; pixel < across.length; pixel += COLOURS) {
            int wanted = from;
            int red = 0;
            int green = 0;
            int blue = 0;
            while (wanted > 0) {
                int part = Math.min(left, wanted);
                int colour = rgb[old];
                red += part * (colour >> 16 & 0xFF);
                green += part * (colour >> 8 & 0xFF);
                blue += part * (colour & 0xFF);
                wanted -= part;
                left -= part;
                if (left == 0) {
                    left = to;
                    old++;
                }
            }
            across[pixel] = red;
            across[pixel + 1] = green;
            across[pixel + 2] = blue;
        }
    }

    private void endRow() {
        int whole = from * from;
        for (int pixel = 0; pixel < to; pixel++) {
            int rgb = 0;
            for (int colour = 0; colour < COLOURS; colour++) {
                int at = pixel * COLOURS + colour;
                rgb = rgb << 8 | (sums[at] + whole / 2) / whole;
                sums[at] = 0;
            }
            scaled[row * to + pixel] = rgb;
        }
        row++;
        missing = from;
    }

    int[] scaled() {
        return scaled;
    }
}
