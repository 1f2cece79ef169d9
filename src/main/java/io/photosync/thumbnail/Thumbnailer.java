package io.photosync.thumbnail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Makes the three thumbnails of a photo. Thread-safe; at most two images are decoded concurrently. */
@Singleton
public final class Thumbnailer {
    private static final int MAX_CONCURRENT = 2;
    /** Exchange's own photos, JPEGs of 648 pixels, take at most 4 MB. */
    private static final long ORDINARY_BYTES = 8L << 20;

    static {
        // Without this, AWT would connect to a desktop's display.
        System.setProperty("java.awt.headless", "true");
    }

    private final Semaphore decoders = new Semaphore(MAX_CONCURRENT, true);
    /** In megabytes: both decoders together take no more than one image may. */
    private final Semaphore memory = new Semaphore((int) (DecodingPlan.MAX_BYTES >> 20) + 1, true);

    private final ImageDecoder decoder;
    private final JpegWriter writer;
    private final ThumbnailSettings settings;

    @Inject
    public Thumbnailer(ThumbnailSettings settings) {
        this.settings = settings;
        ThumbnailSettings.Sizes sizes = settings.sizes();
        int largest = Math.max(sizes.small(), Math.max(sizes.medium(), sizes.large()));
        ImageCodecs codecs = new ImageCodecs();
        this.decoder = new ImageDecoder(codecs, settings.maxPixels(), largest);
        this.writer = new JpegWriter(codecs, settings.quality() / 100f);
    }

    /**
     * Cuts the middle square out of a JPEG, PNG, GIF or BMP and scales it down, never up; a photo of 120 pixels gives a
     * large thumbnail of 120. The same bytes give the same thumbnails.
     *
     * @throws UnreadableImage when no retry can help
     * @throws InterruptedException while waiting for a decoder or memory
     */
    public Thumbnails make(byte[] image) throws UnreadableImage, InterruptedException {
        try (HeldDecoder held = hold(image)) {
            return held.thumbnails();
        }
    }

    /**
     * Waits for a decoder and the memory that the image takes, for a caller who has something to do when both are there
     * and nothing has been decoded yet.
     *
     * @throws UnreadableImage when no retry can help
     */
    public HeldDecoder hold(byte[] image) throws UnreadableImage, InterruptedException {
        DecodingPlan plan = decoder.plan(image);
        int megabytes = (int) (plan.bytes() >> 20) + 1;
        decoders.acquire();
        try {
            memory.acquire(megabytes);
        } catch (InterruptedException e) {
            decoders.release();
            throw e;
        }
        return new HeldDecoder(image, plan, megabytes);
    }

    /** A decoder and memory for one image, until it is closed. */
    public final class HeldDecoder implements AutoCloseable {
        private final byte[] image;
        private final DecodingPlan plan;
        private final int megabytes;

        private HeldDecoder(byte[] image, DecodingPlan plan, int megabytes) {
            this.image = image;
            this.plan = plan;
            this.megabytes = megabytes;
        }

        /** @throws UnreadableImage when no retry can help */
        public Thumbnails thumbnails() throws UnreadableImage {
            return Thumbnailer.this.thumbnails(decoder.decode(image, plan));
        }

        @Override
        public void close() {
            memory.release(megabytes);
            decoders.release();
        }
    }

    /**
     * Whether an image takes more to decode, or is in another format, than Exchange's own photos. By its header alone.
     *
     * @throws UnreadableImage when the header is enough to refuse it
     */
    public boolean takesMuch(byte[] image) throws UnreadableImage {
        DecodingPlan plan = decoder.plan(image);
        return plan.header().format() != ImageFormat.JPEG || plan.bytes() > ORDINARY_BYTES;
    }

    private Thumbnails thumbnails(CroppedImage croppedImage) {
        ThumbnailSettings.Sizes sizes = settings.sizes();
        return new Thumbnails(
                writer.write(croppedImage.scaledTo(sizes.small())),
                writer.write(croppedImage.scaledTo(sizes.medium())),
                writer.write(croppedImage.scaledTo(sizes.large())));
    }
}
