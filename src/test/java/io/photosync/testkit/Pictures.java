package io.photosync.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Generated pictures: four fields in colours that a seed decides. */
public final class Pictures {
    private Pictures() {}

    public static byte[] jpeg(long seed) {
        return jpeg(drawn(seed));
    }

    /** The same to the eye, in bytes that nobody else's has. */
    static byte[] jpeg(long seed, String owner) {
        BufferedImage image = drawn(seed);
        for (int pixel = 0; pixel < 64; pixel++) {
            image.setRGB(pixel % 8, pixel / 8, owner.hashCode());
        }
        return jpeg(image);
    }

    private static BufferedImage drawn(long seed) {
        Random colours = new Random(seed);
        BufferedImage image = new BufferedImage(648, 648, BufferedImage.TYPE_INT_RGB);
        for (int field = 0; field < 4; field++) {
            int rgb = colours.nextInt(0x1000000);
            for (int x = 0; x < 324; x++) {
                for (int y = 0; y < 324; y++) {
                    image.setRGB(field % 2 * 324 + x, field / 2 * 324 + y, rgb);
                }
            }
        }
        return image;
    }

    private static byte[] jpeg(BufferedImage image) {
        try {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage read(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
