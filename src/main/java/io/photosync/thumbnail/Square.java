package io.photosync.thumbnail;

import java.awt.image.AreaAveragingScaleFilter;
import java.awt.image.BufferedImage;
import java.awt.image.FilteredImageSource;
import java.awt.image.PixelGrabber;

/** The square in the middle of a photo, opaque sRGB, and how the camera was held. */
record Square(BufferedImage pixels, Orientation orientation) {

    /** Upright and at most {@code side} pixels wide; a smaller photo stays as small as it is. */
    BufferedImage scaledTo(int side) throws InterruptedException {
        int to = Math.min(side, pixels.getWidth());
        int[] upright = orientation.upright(areaAveraged(to), to);
        BufferedImage scaled = new BufferedImage(to, to, BufferedImage.TYPE_INT_RGB);
        scaled.setRGB(0, 0, to, to, upright, 0, to);
        return scaled;
    }

    /** Each new pixel is the mean of all that it covers: nothing flickers, no matter how far down. */
    private int[] areaAveraged(int to) throws InterruptedException {
        if (to == pixels.getWidth()) {
            return pixels.getRGB(0, 0, to, to, null, 0, to);
        }
        int[] averaged = new int[to * to];
        FilteredImageSource source = new FilteredImageSource(pixels.getSource(), new AreaAveragingScaleFilter(to, to));
        if (!new PixelGrabber(source, 0, 0, to, to, averaged, 0, to).grabPixels()) {
            throw new IllegalStateException(
                    "scaling a square of " + pixels.getWidth() + " pixels to " + to + " failed");
        }
        return averaged;
    }
}
