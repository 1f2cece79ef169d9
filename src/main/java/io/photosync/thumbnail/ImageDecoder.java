package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Bytes of an image to the square in its middle, with no more pixels in memory than the largest thumbnail needs. */
final class ImageDecoder {
    /** libjpeg's words for a picture that ends before its last line. The missing end marker alone is common and harmless. */
    private static final String CUT_OFF = "premature end";

    /**
     * How many pixels in a row each pixel of the largest thumbnail is averaged from, at the least. Above that a photo is read with gaps:
     * a phone's 24 megapixels then need some 5 MB instead of 100 MB.
     */
    private static final int SAMPLES = 4;

    private final ImageCodecs codecs;
    private final long maxPixels;
    private final int largestSide;

    ImageDecoder(ImageCodecs codecs, long maxPixels, int largestSide) {
        this.codecs = codecs;
        this.maxPixels = maxPixels;
        this.largestSide = largestSide;
    }

    Square decode(byte[] image) throws UnreadableImage {
        ImageFormat format = ImageFormat.of(image);
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            ImageReader reader = codecs.reader(format);
            try {
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                // Only a JPEG's metadata is wanted; a PNG's may be a bomb of its own (zTXt).
                reader.setInput(stream, true, format != ImageFormat.JPEG);
                Rectangle size = new Rectangle(reader.getWidth(0), reader.getHeight(0));
                refuseByHeader(size);
                BufferedImage middle = reader.read(0, middleOf(size, reader.getDefaultReadParam()));
                refuseCutOff(warnings);
                return new Square(OpaqueRgb.of(middle), orientation(format, reader));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // The readers answer damaged bytes with whatever exception comes first, out of bounds included.
            throw new UnreadableImage(Code.BROKEN, format + " is damaged: " + broken.getMessage(), broken);
        }
    }

    private void refuseByHeader(Rectangle size) throws UnreadableImage {
        if (size.width == 1 && size.height == 1) {
            throw new UnreadableImage(
                    Code.PLACEHOLDER, "image is one pixel: Graph's way of saying that there is no photo");
        }
        long pixels = (long) size.width * size.height;
        if (pixels > maxPixels) {
            throw new UnreadableImage(
                    Code.TOO_LARGE,
                    "image must have at most %d pixels, but has %d x %d".formatted(maxPixels, size.width, size.height));
        }
    }

    private static void refuseCutOff(List<String> warnings) throws UnreadableImage {
        if (warnings.stream().anyMatch(warning -> warning.contains(CUT_OFF))) {
            throw new UnreadableImage(Code.BROKEN, "JPEG is cut off before its last line");
        }
    }

    private ImageReadParam middleOf(Rectangle size, ImageReadParam param) {
        int side = Math.min(size.width, size.height);
        int step = Math.max(1, side / (largestSide * SAMPLES));
        param.setSourceRegion(new Rectangle((size.width - side) / 2, (size.height - side) / 2, side, side));
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    private static Orientation orientation(ImageFormat format, ImageReader reader) throws IOException {
        return format == ImageFormat.JPEG ? Orientation.of(reader.getImageMetadata(0)) : Orientation.NORMAL;
    }
}
