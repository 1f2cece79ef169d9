package io.photosync.drift;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.PageTrail;
import io.photosync.budget.Priority;
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

    private final Pages pages;
    private final Duration pause;
    private final Clock clock;

    /** The library as it is read. */
    interface Pages {
        /** How many files it says it has. */
        long count(Ask ask) throws CallFailed, InterruptedException;

        FilePage first(Ask ask) throws CallFailed, InterruptedException;

        FilePage after(String next, Ask ask) throws CallFailed, InterruptedException;
    }

    @Inject
    LibraryReader(PhotoListing listing, PhotoLibrary library, Clock clock) {
        this(of(listing, library), PAUSE, clock);
    }

    /** @param pause after the first failure of a page; longer after each further one */
    LibraryReader(Pages pages, Duration pause, Clock clock) {
        this.pages = pages;
        this.pause = pause;
        this.clock = clock;
    }

    private static Pages of(PhotoListing listing, PhotoLibrary library) {
        return new Pages() {
            @Override
            public long count(Ask ask) throws CallFailed, InterruptedException {
                return library.itemCount(ask);
            }

            @Override
            public FilePage first(Ask ask) throws CallFailed, InterruptedException {
                return listing.first(ask);
            }

            @Override
            public FilePage after(String next, Ask ask) throws CallFailed, InterruptedException {
                return listing.after(next, ask);
            }
        };
    }

    /** One request, and one for each 2,000 files. */
    void read(Tally tally) throws CallFailed, InterruptedException {
        long there = insisting(() -> pages.count(ask()));
        PageTrail trail = new PageTrail(MicrosoftService.SHAREPOINT, "the listing of the photo library");
        Optional<String> next = tick(tally, insisting(() -> pages.first(ask())));
        while (next.isPresent()) {
            String link = trail.follow(next.get());
            next = tick(tally, insisting(() -> pages.after(link, ask())));
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

    private <T> T insisting(Part<T> part) throws CallFailed, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return part.ask();
            } catch (CallFailed e) {
                if (attempt == TRIES || !mayPass(e)) {
                    throw e;
                }
                Duration wanted = e.failure().retryAfter().orElse(pause.multipliedBy(attempt));
                Duration wait = wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
                LOG.infof("the listing waits attempt=%d pause=%s: %s", attempt, wait, e.getMessage());
                Thread.sleep(wait);
            }
        }
    }

    private static boolean mayPass(CallFailed e) {
        return switch (e.failure().kind()) {
            case THROTTLED, USER_THROTTLED, SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
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
