package io.photosync.thumbnail;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Images made for the tests, among them the kinds that no Java library writes by itself. */
final class Fixtures {
    static final int RED = 0xFF0000;
    static final int GREEN = 0x00FF00;
    static final int BLUE = 0x0000FF;
    static final int WHITE = 0xFFFFFF;

    private Fixtures() {}

    static BufferedImage image(int width, int height, IntBinaryOperator rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb.applyAsInt(x, y));
            }
        }
        return image;
    }

    /** Red top left, green top right, blue bottom left, white bottom right. */
    static BufferedImage quarters(int side) {
        return image(side, side, (x, y) -> y < side / 2 ? (x < side / 2 ? RED : GREEN) : (x < side / 2 ? BLUE : WHITE));
    }

    static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IllegalArgumentException("no writer for " + format);
        }
        return bytes.toByteArray();
    }

    static BufferedImage decoded(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        return afterStart(jpeg, exif.array());
    }

    /** One colour in four inks, 0 to 255 each, stored inverted as Adobe's programs do. */
    static byte[] cmyk(int side, int c, int m, int y, int k) throws IOException {
        return adobe(fourBands(side, 255 - c, 255 - m, 255 - y, 255 - k), 0);
    }

    /** The same with the inks turned into luma and chroma. */
    static byte[] ycck(int side, int c, int m, int y, int k) throws IOException {
        int luma = (int) Math.round(0.299 * c + 0.587 * m + 0.114 * y);
        int cb = (int) Math.round(128 - 0.168736 * c - 0.331264 * m + 0.5 * y);
        int cr = (int) Math.round(128 + 0.5 * c - 0.418688 * m - 0.081312 * y);
        return adobe(fourBands(side, luma, Math.min(255, cb), Math.min(255, cr), 255 - k), 2);
    }

    private static Raster fourBands(int side, int... values) {
        WritableRaster raster = Raster.createInterleavedRaster(0, side, side, 4, null);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                raster.setPixel(x, y, values);
            }
        }
        return raster;
    }

    private static byte[] adobe(Raster raster, int transform) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = new ImageCodecs().jpegWriter();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        }
        ByteBuffer app14 = ByteBuffer.allocate(16);
        app14.putShort((short) 0xFFEE).putShort((short) 14).put("Adobe".getBytes(StandardCharsets.US_ASCII));
        app14.putShort((short) 100).putInt(0).put((byte) transform);
        return afterStart(bytes.toByteArray(), app14.array());
    }

    private static byte[] afterStart(byte[] jpeg, byte[] segment) {
        return ByteBuffer.allocate(jpeg.length + segment.length)
                .put(jpeg, 0, 2)
                .put(segment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
