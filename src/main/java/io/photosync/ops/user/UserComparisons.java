package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.Comparison;
import io.photosync.drift.PhotoComparer;
import io.photosync.ops.ApiException;
import io.photosync.ops.user.UserDirectory.UserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Compares one user end to end while an operator waits, few at a time. */
@ApplicationScoped
public class UserComparisons {
    /** Deadline of the requests, which have the lowest priority. */
    private static final Duration WITHIN = Duration.ofSeconds(30);
    /** Concurrent comparisons; each takes five requests of the budget that syncs need. */
    private static final int MAX_CONCURRENT = 2;

    private final PhotoComparer comparer;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    UserComparisons(PhotoComparer comparer) {
        this.comparer = comparer;
    }

    /** @throws ApiException 503 when too many are in progress */
    public Comparison compare(UserRef user) throws MicrosoftCallException, InterruptedException {
        if (!permits.tryAcquire()) {
            throw ApiException.unavailable("%d comparisons are in progress already".formatted(MAX_CONCURRENT));
        }
        try {
            return comparer.compare(user.id(), user.userPrincipalName(), WITHIN);
        } finally {
            permits.release();
        }
    }
}
