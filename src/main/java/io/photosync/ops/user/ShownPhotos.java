package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.ServedPhoto;
import io.photosync.drift.UserPhotos;
import io.photosync.drift.UserPhotos.Which;
import io.photosync.ops.ApiException;
import io.photosync.ops.user.UserDirectory.UserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads photos while an operator waits, few at a time: a page shows four at once. */
@ApplicationScoped
public class ShownPhotos {
    /** Deadline of the requests, and for one's turn. */
    private static final Duration WITHIN = Duration.ofSeconds(10);
    /** Concurrent reads; each holds a photo of up to some megabytes. */
    private static final int MAX_CONCURRENT = 2;
    /** Requests that wait for their turn, each on a thread. */
    private static final int MAX_WAITING = 16;

    private final UserPhotos photos;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);

    ShownPhotos(UserPhotos photos) {
        this.photos = photos;
    }

    /** @throws ApiException 503 when too many are being read */
    public ServedPhoto read(UserRef user, Which which) throws MicrosoftCallException, InterruptedException {
        if (permits.getQueueLength() >= MAX_WAITING || !permits.tryAcquire(WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ApiException.unavailable("too many photos are being read already");
        }
        try {
            return photos.read(user.id(), user.userPrincipalName(), which, WITHIN);
        } finally {
            permits.release();
        }
    }
}
