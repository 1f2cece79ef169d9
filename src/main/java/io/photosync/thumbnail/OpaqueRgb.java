package io.photosync.thumbnail;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Any decoded image as opaque sRGB: other colour spaces converted, what is transparent shows white. */
final class OpaqueRgb {
    private OpaqueRgb() {}

    static BufferedImage of(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = opaque.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.drawImage(inSrgb(image), 0, 0, null);
        canvas.dispose();
        return opaque;
    }

    private static BufferedImage inSrgb(BufferedImage image) {
        ColorModel model = image.getColorModel();
        ColorSpace space = model.getColorSpace();
        if (space.getType() == ColorSpace.TYPE_GRAY && model.hasAlpha()) {
            return fromGreyWithAlpha(image);
        }
        if (space.getType() == ColorSpace.TYPE_GRAY || space.isCS_sRGB()) {
            return image;
        }
        // All at once; drawing would convert pixel by pixel, which takes seconds.
        BufferedImage converted = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                model.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        return new ColorConvertOp(null).filter(image, converted);
    }

    /** Java takes the grey of such an image for linear light and would brighten it; files mean sRGB's curve. */
    private static BufferedImage fromGreyWithAlpha(BufferedImage image) {
        Raster from = image.getRaster();
        int shift = image.getColorModel().getComponentSize(0) - 8;
        BufferedImage colour = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_4BYTE_ABGR);
        WritableRaster to = colour.getRaster();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int grey = from.getSample(x, y, 0) >> shift;
                int alpha = from.getSample(x, y, 1) >> shift;
                to.setPixel(x, y, new int[] {grey, grey, grey, alpha});
            }
        }
        return colour;
    }
}
