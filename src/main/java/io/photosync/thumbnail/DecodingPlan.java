package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.Rectangle;

/**
 * Which part of an image is read, at which density, and the memory that this takes.
 *
 * @param square the middle of the screen, in the file's pixels
 * @param region the part of the square that has pixels of its own, in the frame's coordinates
 * @param step every n-th pixel of every n-th row is read
 * @param bytes maximum memory, outside and inside the heap
 */
record DecodingPlan(ImageHeader header, Rectangle square, Rectangle region, int step, long bytes) {
    /**
     * The limit for one image. The container has 384 MB, the service without images up to 300
     * (src/docs/performance.md); the heap of 160 MB keeps 60 MB for the state of 100,000 users. 24 megapixels in
     * several scans exceed it, in one scan they take 3 MB.
     */
    static final long MAX_BYTES = 48L << 20;

    /** Pixels are read less densely above this: 16 bits a colour and alpha are more than a thumbnail can show. */
    private static final long MAX_PIXEL_BYTES = 20L << 20;

    /**
     * Each pixel of the largest thumbnail is averaged from at least this many pixels in a row. Above that a photo is
     * read with gaps: a phone's 24 megapixels then need about 5 MB instead of 100 MB.
     */
    private static final int SAMPLES = 4;

    static DecodingPlan of(ImageHeader header, int largestSide) throws UnreadableImage {
        Rectangle screen = header.screen();
        int side = Math.min(screen.width, screen.height);
        Rectangle square = new Rectangle((screen.width - side) / 2, (screen.height - side) / 2, side, side);
        Rectangle region = square.intersection(header.frame());
        if (region.isEmpty()) {
            throw new UnreadableImage(Code.BROKEN, header.format() + " has no pixels in its middle");
        }
        int sparse = Math.max(read(side, AreaAverage.MAX_SIDE), side / (largestSide * SAMPLES));
        int step = step(region, header.pixelBytes(), sparse);
        long bytes = header.fixedBytes() + pixels(region, step) * header.pixelBytes();
        if (bytes > MAX_BYTES) {
            throw new UnreadableImage(
                    Code.TOO_LARGE,
                    "%s of %s must take at most %d MB to decode, but takes %d"
                            .formatted(header.format(), header.size(), MAX_BYTES >> 20, bytes >> 20));
        }
        region.translate(-header.frame().x, -header.frame().y);
        return new DecodingPlan(header, square, region, step, bytes);
    }

    private static int step(Rectangle region, int pixelBytes, int least) {
        int step = least;
        while (pixels(region, step) * pixelBytes > MAX_PIXEL_BYTES) {
            step++;
        }
        return step;
    }

    private static long pixels(Rectangle region, int step) {
        return (long) read(region.width, step) * read(region.height, step);
    }

    static int read(int length, int step) {
        return (length + step - 1) / step;
    }

    /** Side of the square as read, in pixels. */
    int side() {
        return read(square.width, step);
    }

    /** Offset of the region in the square as read, in pixels. */
    int left() {
        return (region.x + header.frame().x - square.x) / step;
    }

    int top() {
        return (region.y + header.frame().y - square.y) / step;
    }
}
