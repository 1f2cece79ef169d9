package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.Rectangle;
import java.util.Optional;

/**
 * The metadata of an image before its first pixel.
 *
 * @param screen width and height of the visible area, in pixels
 * @param frame position of the pixels on the screen; the screen itself except for an animation's first frame
 * @param pixelBytes heap bytes of one decoded pixel
 * @param fixedBytes memory that decoding takes independent of the region: rows of the file's width, coefficients of an
 *     image in several scans
 * @param orientation of the camera
 * @param colours the colour space of the file's values; empty for sRGB, or one that the reader converts itself
 */
record ImageHeader(
        ImageFormat format,
        Rectangle screen,
        Rectangle frame,
        int pixelBytes,
        long fixedBytes,
        Orientation orientation,
        Optional<ColourProfile> colours) {

    /** @throws UnreadableImage when the header alone shows that there is nothing to decode */
    static ImageHeader of(ImageFormat format, byte[] image) throws UnreadableImage {
        return switch (format) {
            case JPEG -> JpegHeader.of(image).header();
            case PNG -> PngHeader.of(image);
            case GIF -> GifHeader.of(image);
            case BMP -> BmpHeader.of(image);
        };
    }

    /** @throws UnreadableImage for a placeholder, or a photo of unusable size */
    void refuse(long maxPixels) throws UnreadableImage {
        if (screen.width <= 0 || screen.height <= 0 || frame.isEmpty()) {
            throw new UnreadableImage(Code.BROKEN, format + " has no size: " + size());
        }
        if (screen.width == 1 && screen.height == 1) {
            throw new UnreadableImage(
                    Code.PLACEHOLDER, "image is one pixel: Graph's way of saying that there is no photo");
        }
        if (Math.min(screen.width, screen.height) < SHORTEST_SIDE) {
            throw new UnreadableImage(
                    Code.TOO_SMALL,
                    "image must be at least %d pixels wide and high, got %s".formatted(SHORTEST_SIDE, size()));
        }
        if ((long) screen.width * screen.height > maxPixels) {
            throw new UnreadableImage(
                    Code.TOO_LARGE, "image must have at most %d pixels, but has %s".formatted(maxPixels, size()));
        }
    }

    String size() {
        return screen.width + " x " + screen.height;
    }

    /** Exchange makes none smaller than 48; a thumbnail of one pixel means "no photo" to many readers. */
    private static final int SHORTEST_SIDE = 8;
}
