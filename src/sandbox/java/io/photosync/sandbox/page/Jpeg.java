package io.photosync.sandbox.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Drawn pictures as files. */
final class Jpeg {
    private Jpeg() {}

    static byte[] of(BufferedImage image) {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException("this Java writes no JPEG", e);
        }
        return jpeg.toByteArray();
    }
}
