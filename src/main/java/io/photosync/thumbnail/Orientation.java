package io.photosync.thumbnail;

import java.util.Optional;

/** Camera orientation in the order of Exif's values 1 to 8, and the transformation of a square that it requires. */
enum Orientation {
    NORMAL(false, false, false),
    FLIP_H(false, true, false),
    ROTATE_180(false, true, true),
    FLIP_V(false, false, true),
    FLIP_V_ROTATE_90(true, false, false),
    ROTATE_270(true, false, true),
    FLIP_H_ROTATE_90(true, true, true),
    ROTATE_90(true, true, false);

    private final boolean swapped;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swapped, boolean fromRight, boolean fromBottom) {
        this.swapped = swapped;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** @param number as in Exif, 1 to 8; any other means no rotation */
    static Optional<Orientation> ofExif(long number) {
        return number >= 1 && number <= 8 ? Optional.of(values()[(int) number - 1]) : Optional.empty();
    }

    /** Turns a square of pixels upright. */
    int[] upright(int[] pixels, int side) {
        int[] turned = new int[pixels.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int across = swapped ? y : x;
                int down = swapped ? x : y;
                int fromX = fromRight ? side - 1 - across : across;
                int fromY = fromBottom ? side - 1 - down : down;
                turned[y * side + x] = pixels[fromY * side + fromX];
            }
        }
        return turned;
    }
}
