package io.photosync.drift;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.Priority;
import io.photosync.sharepoint.FilePage;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.PhotoListing;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the library's listing to its end. A page that fails is asked for again; a listing that does not get to its end, or is much
 * shorter than the folder says it is, is none: whoever is not on it would look like somebody whose files are missing.
 */
@Singleton
final class LibraryReader {
    private static final Logger LOG = Logger.getLogger(LibraryReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int TRIES = 4;
    /** Files may come and go while we read. */
    private static final double NEARLY_ALL = 0.9;

    private final PhotoListing listing;
    private final PhotoLibrary library;
    private final Clock clock;

    LibraryReader(PhotoListing listing, PhotoLibrary library, Clock clock) {
        this.listing = listing;
        this.library = library;
        this.clock = clock;
    }

    /** One request, and one for each 2,000 files. */
    void read(Tally tally) throws CallFailed, InterruptedException {
        long there = insisting(() -> library.itemCount(ask()));
        Optional<String> next = tick(tally, insisting(() -> listing.first(ask())));
        while (next.isPresent()) {
            String link = next.get();
            next = tick(tally, insisting(() -> listing.after(link, ask())));
        }
        if (tally.files() < there * NEARLY_ALL) {
            throw new CallFailed(tooShort(tally.files(), there));
        }
    }

    private static Optional<String> tick(Tally tally, FilePage page) {
        page.files().forEach(tally::seen);
        return page.next();
    }

    /** A request for a part of the listing. */
    @FunctionalInterface
    private interface Part<T> {
        T ask() throws CallFailed, InterruptedException;
    }

    private static <T> T insisting(Part<T> part) throws CallFailed, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return part.ask();
            } catch (CallFailed e) {
                if (attempt == TRIES || !mayPass(e)) {
                    throw e;
                }
                Duration wanted = e.failure().retryAfter().orElse(PAUSE.multipliedBy(attempt));
                Duration pause = wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
                LOG.infof("the listing waits attempt=%d pause=%s: %s", attempt, pause, e.getMessage());
                Thread.sleep(pause);
            }
        }
    }

    private static boolean mayPass(CallFailed e) {
        return switch (e.failure().kind()) {
            case THROTTLED, SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
            case UNAUTHORIZED, FORBIDDEN, REFUSED -> false;
        };
    }

    private Ask ask() {
        return new Ask(Priority.BULK, clock.instant().plus(PATIENCE));
    }

    private static Failure tooShort(long read, long there) {
        return new Failure(
                MicrosoftService.SHAREPOINT,
                Kind.UNREADABLE,
                200,
                "listing-too-short",
                "the listing held %d files of a folder of %d".formatted(read, there),
                Optional.empty(),
                Optional.empty());
    }
}
