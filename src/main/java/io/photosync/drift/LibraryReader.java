package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.PageTrail;
import io.photosync.call.Priority;
import io.photosync.sharepoint.FilePage;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.PhotoListing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the complete listing of the library. A failed page is retried; a listing that does not reach its end, or is
 * much shorter than the folder's item count, is an error: users who are not on it would look like users with missing
 * files.
 */
@Singleton
final class LibraryReader {
    private static final Logger LOG = Logger.getLogger(LibraryReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 4;
    /** Minimum share of the folder's item count: files may be added and deleted while we read. */
    private static final double NEARLY_ALL = 0.9;

    private final Pages pages;
    private final Duration pause;
    private final Clock clock;

    /** Access to the library's listing. */
    interface Pages {
        /** Number of files that the folder reports. */
        long count(CallContext callContext) throws MicrosoftCallException, InterruptedException;

        FilePage first(CallContext callContext) throws MicrosoftCallException, InterruptedException;

        FilePage after(String next, CallContext callContext) throws MicrosoftCallException, InterruptedException;
    }

    @Inject
    LibraryReader(PhotoListing listing, PhotoLibrary library, Clock clock) {
        this(of(listing, library), PAUSE, clock);
    }

    /** @param pause after the first failure of a page; multiplied by the attempt after further ones */
    LibraryReader(Pages pages, Duration pause, Clock clock) {
        this.pages = pages;
        this.pause = pause;
        this.clock = clock;
    }

    private static Pages of(PhotoListing listing, PhotoLibrary library) {
        return new Pages() {
            @Override
            public long count(CallContext callContext) throws MicrosoftCallException, InterruptedException {
                return library.itemCount(callContext);
            }

            @Override
            public FilePage first(CallContext callContext) throws MicrosoftCallException, InterruptedException {
                return listing.first(callContext);
            }

            @Override
            public FilePage after(String next, CallContext callContext)
                    throws MicrosoftCallException, InterruptedException {
                return listing.after(next, callContext);
            }
        };
    }

    /** Sends one request, and one per 2,000 files. */
    void read(LibraryComparison libraryComparison) throws MicrosoftCallException, InterruptedException {
        long reported = withRetries(() -> pages.count(callContext()));
        PageTrail trail = new PageTrail(MicrosoftService.SHAREPOINT, "the listing of the photo library");
        Optional<String> next = compare(libraryComparison, withRetries(() -> pages.first(callContext())));
        while (next.isPresent()) {
            String link = trail.follow(next.get());
            next = compare(libraryComparison, withRetries(() -> pages.after(link, callContext())));
        }
        if (libraryComparison.files() < reported * NEARLY_ALL) {
            throw new MicrosoftCallException(tooShort(libraryComparison.files(), reported));
        }
    }

    private static Optional<String> compare(LibraryComparison libraryComparison, FilePage page) {
        page.files().forEach(libraryComparison::seen);
        return page.next();
    }

    /** A request for a part of the listing. */
    @FunctionalInterface
    private interface Part<T> {
        T call() throws MicrosoftCallException, InterruptedException;
    }

    private <T> T withRetries(Part<T> part) throws MicrosoftCallException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return part.call();
            } catch (MicrosoftCallException e) {
                if (attempt == ATTEMPTS || !retryable(e)) {
                    throw e;
                }
                Duration wanted = e.failure().retryAfter().orElse(pause.multipliedBy(attempt));
                Duration wait = wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
                LOG.infof("listing page failed, retrying attempt=%d pause=%s: %s", attempt, wait, e.getMessage());
                Thread.sleep(wait);
            }
        }
    }

    private static boolean retryable(MicrosoftCallException e) {
        return switch (e.failure().kind()) {
            case THROTTLED, USER_THROTTLED, SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
            case UNAUTHORIZED, FORBIDDEN, REFUSED -> false;
        };
    }

    private CallContext callContext() {
        return CallContext.within(Priority.BULK, PATIENCE, clock);
    }

    private static Failure tooShort(long read, long reported) {
        return Failure.of(
                MicrosoftService.SHAREPOINT,
                Kind.UNREADABLE,
                200,
                "listing-too-short",
                "the listing has %d files of a folder of %d".formatted(read, reported));
    }
}
