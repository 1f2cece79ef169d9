package io.photosync.thumbnail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes the three thumbnails of a photo. May be called by any number of threads; at most two images are decoded at once. */
@Singleton
public final class Thumbnailer {
    private static final int AT_ONCE = 2;

    static {
        // Without this, a desktop's display would be opened for a few pixels of memory.
        System.setProperty("java.awt.headless", "true");
    }

    private final Semaphore decoding = new Semaphore(AT_ONCE, true);
    private final ImageCodecs codecs = new ImageCodecs();
    private final ImageDecoder decoder;
    private final ThumbnailSettings settings;

    @Inject
    public Thumbnailer(ThumbnailSettings settings) {
        this.settings = settings;
        ThumbnailSettings.Sizes sizes = settings.sizes();
        int largest = Math.max(sizes.small(), Math.max(sizes.medium(), sizes.large()));
        this.decoder = new ImageDecoder(codecs, settings.maxPixels(), largest);
    }

    /**
     * Cuts the middle square out of a JPEG, PNG, GIF or BMP and scales it down, never up; a photo of 120 pixels gives a large thumbnail of
     * 120. The same bytes give the same thumbnails.
     *
     * @throws UnreadableImage when no repetition can help
     * @throws InterruptedException while waiting for its turn
     */
    public Thumbnails make(byte[] image) throws UnreadableImage, InterruptedException {
        decoding.acquire();
        try {
            Square square = decoder.decode(image);
            ThumbnailSettings.Sizes sizes = settings.sizes();
            return new Thumbnails(
                    jpeg(square.scaledTo(sizes.small())),
                    jpeg(square.scaledTo(sizes.medium())),
                    jpeg(square.scaledTo(sizes.large())));
        } finally {
            decoding.release();
        }
    }

    private byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriter writer = codecs.jpegWriter();
            try {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(settings.quality() / 100f);
                writer.setOutput(stream);
                writer.write(null, new IIOImage(image, null, null), param);
            } finally {
                writer.dispose();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing a JPEG into memory", impossible);
        }
        return bytes.toByteArray();
    }
}
