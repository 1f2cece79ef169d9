package io.photosync.thumbnail;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * The square in the middle of a photo, upright, opaque sRGB.
 *
 * @param pixels row by row
 * @param side in pixels
 */
record CroppedImage(int[] pixels, int side) {

    /** At most {@code wanted} pixels wide; a smaller photo keeps its size. */
    BufferedImage scaledTo(int wanted) {
        int to = Math.min(wanted, side);
        int[] rgb = to == side ? pixels : AreaAverage.of(pixels, side, to);
        BufferedImage scaled = new BufferedImage(to, to, BufferedImage.TYPE_INT_RGB);
        // setRGB would ask the colour model for each pixel.
        System.arraycopy(rgb, 0, ((DataBufferInt) scaled.getRaster().getDataBuffer()).getData(), 0, rgb.length);
        return scaled;
    }
}
