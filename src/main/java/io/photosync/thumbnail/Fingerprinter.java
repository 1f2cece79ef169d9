package io.photosync.thumbnail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Fingerprints pictures: the square in their middle, upright, as the thumbnails have it. */
@Singleton
public final class Fingerprinter {
    /** A larger square adds nothing: each field is averaged from 25 by 25 pixels then. */
    private static final int SIDE = 300;

    /** The sync decodes two concurrently as well, and memory has room for one more. */
    private final Semaphore decoding = new Semaphore(1, true);

    private final ImageDecoder decoder;

    @Inject
    public Fingerprinter(ThumbnailSettings settings) {
        this.decoder = new ImageDecoder(new ImageCodecs(), settings.maxPixels(), SIDE);
    }

    /**
     * @throws UnreadableImage when the bytes are not a picture
     * @throws InterruptedException while waiting for the decoder
     */
    public PictureFingerprint of(byte[] image) throws UnreadableImage, InterruptedException {
        decoding.acquire();
        try {
            return PictureFingerprint.of(
                    decoder.decode(image, decoder.plan(image)).scaledTo(SIDE));
        } finally {
            decoding.release();
        }
    }
}
