package io.photosync.sandbox.people;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Images as Exchange treats them: squares, JPEG, nothing kept of the file that was uploaded. */
public final class Pictures {
    private Pictures() {}

    /** Empty if the bytes are no image that Java can read. */
    public static Optional<BufferedImage> read(byte[] bytes) {
        ImageIO.setUseCache(false);
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(bytes)));
        } catch (IOException | RuntimeException broken) {
            // Java's image readers throw whatever they stumble over in a broken file.
            return Optional.empty();
        }
    }

    /** The centre of the image as a square of that side, on white where it was transparent. */
    public static BufferedImage square(BufferedImage image, int side) {
        int crop = Math.min(image.getWidth(), image.getHeight());
        int x = (image.getWidth() - crop) / 2;
        int y = (image.getHeight() - crop) / 2;
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = square.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.setBackground(java.awt.Color.WHITE);
        canvas.clearRect(0, 0, side, side);
        canvas.drawImage(image, 0, 0, side, side, x, y, x + crop, y + crop, null);
        canvas.dispose();
        return square;
    }

    /** The same picture in other bytes: a JPEG's comment segment is right after its start. */
    static byte[] commented(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
        int length = text.length + 2;
        return ByteBuffer.allocate(jpeg.length + length + 2)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) 0xFE)
                .putShort((short) length)
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    public static byte[] jpeg(BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("this Java writes no JPEG", e);
        }
    }
}
