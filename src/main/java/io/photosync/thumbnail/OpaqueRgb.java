package io.photosync.thumbnail;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/** A decoded image row by row as opaque sRGB: colour space converted, transparent pixels on white. */
final class OpaqueRgb {
    private static final int WHITE = 0xFFFFFF;

    private final BufferedImage image;
    private final Optional<ColourProfile> colours;
    /** The file's own colours are available only from bytes and 16-bit numbers. */
    private final boolean plain;

    private final int[] bits;

    OpaqueRgb(BufferedImage image, Optional<ColourProfile> colours) {
        this.image = image;
        this.colours = colours;
        ColorModel model = image.getColorModel();
        this.bits = model.getComponentSize();
        ColorSpace space = model.getColorSpace();
        this.plain = model instanceof ComponentColorModel
                && (space.isCS_sRGB() || space.getType() == ColorSpace.TYPE_GRAY)
                && Arrays.stream(bits).allMatch(size -> size == bits[0] && size >= 8)
                && !model.isAlphaPremultiplied();
    }

    /** That many rows from {@code top} on. The bits above the colours are undefined. */
    int[] rows(int top, int rows) {
        int width = image.getWidth();
        int[] argb = plain ? numbers(top, rows) : image.getRGB(0, top, width, rows, null, 0, width);
        boolean transparent = image.getColorModel().hasAlpha();
        int[] alpha = transparent ? argb.clone() : argb;
        colours.ifPresent(profile -> profile.toSrgb(argb));
        for (int pixel = 0; transparent && pixel < argb.length; pixel++) {
            argb[pixel] = onWhite(argb[pixel], alpha[pixel] >>> 24);
        }
        return argb;
    }

    private static int onWhite(int rgb, int alpha) {
        if (alpha == 0xFF) {
            return rgb & WHITE;
        }
        int red = over(rgb >> 16 & 0xFF, alpha);
        int green = over(rgb >> 8 & 0xFF, alpha);
        return red << 16 | green << 8 | over(rgb & 0xFF, alpha);
    }

    private static int over(int colour, int alpha) {
        return (colour * alpha + 0xFF * (0xFF - alpha) + 127) / 0xFF;
    }

    private int[] numbers(int top, int rows) {
        Raster raster = image.getRaster();
        if (bits[0] == 8
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getDataBuffer() instanceof DataBufferByte bytes
                && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0) {
            return ofBytes(bytes.getData(), bytes.getOffset(), model, top, rows);
        }
        int bands = raster.getNumBands();
        int[] samples = raster.getPixels(0, top, image.getWidth(), rows, (int[]) null);
        int[] argb = new int[image.getWidth() * rows];
        for (int pixel = 0; pixel < argb.length; pixel++) {
            argb[pixel] = packed(bands, pixel * bands, samples);
        }
        return argb;
    }

    private int packed(int bands, int at, int[] samples) {
        int down = bits[0] - 8;
        int first = samples[at] >> down;
        return switch (bands) {
            case 1 -> grey(first, 0xFF);
            case 2 -> grey(first, samples[at + 1] >> down);
            default ->
                (bands > 3 ? samples[at + 3] >> down : 0xFF) << 24
                        | first << 16
                        | samples[at + 1] >> down << 8
                        | samples[at + 2] >> down;
        };
    }

    /** Java treats grey as linear light and would brighten it; files use sRGB's curve. */
    private static int grey(int grey, int alpha) {
        return alpha << 24 | grey << 16 | grey << 8 | grey;
    }

    private int[] ofBytes(byte[] bytes, int offset, PixelInterleavedSampleModel model, int top, int rows) {
        int width = image.getWidth();
        int[] bands = model.getBandOffsets();
        int green = bands.length > 2 ? bands[1] : bands[0];
        int blue = bands.length > 2 ? bands[2] : bands[0];
        int alpha = bands.length % 2 == 0 ? bands[bands.length - 1] : -1;
        int[] argb = new int[width * rows];
        for (int row = 0; row < rows; row++) {
            int at = offset + (top + row) * model.getScanlineStride();
            for (int pixel = row * width; pixel < (row + 1) * width; pixel++) {
                argb[pixel] = (alpha < 0 ? 0xFF : bytes[at + alpha] & 0xFF) << 24
                        | (bytes[at + bands[0]] & 0xFF) << 16
                        | (bytes[at + green] & 0xFF) << 8
                        | bytes[at + blue] & 0xFF;
                at += model.getPixelStride();
            }
        }
        return argb;
    }
}
