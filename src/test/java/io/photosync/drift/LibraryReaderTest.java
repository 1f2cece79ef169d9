package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.Settlements;
import io.photosync.ledger.SharePointState;
import io.photosync.sharepoint.FilePage;
import io.photosync.sharepoint.PhotoFile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LibraryReaderTest {
    private final Map<String, SharePointState> targets = Map.of("ada", Settlements.target(State.SYNCED, "ada"));
    private final LibraryComparison libraryComparison =
            new LibraryComparison(targets, Map.of(), Map.of(), Settlements.NOON);
    private final Library library = new Library();

    @Test
    void all_pages_are_read() throws Exception {
        library.pages(page("next", "S", "M"), page(null, "L"));

        reader(3).read(libraryComparison);

        assertThat(libraryComparison.findings(Settlements.NOON)).isEmpty();
        assertThat(library.links).containsExactly("first", "next");
    }

    @Test
    void a_failed_page_is_retried() throws Exception {
        library.pages(page("next", "S", "M"), Kind.SERVER_ERROR, Kind.UNREACHABLE, page(null, "L"));

        reader(3).read(libraryComparison);

        assertThat(libraryComparison.findings(Settlements.NOON)).isEmpty();
        assertThat(library.links).containsExactly("first", "next", "next", "next");
    }

    @Test
    void an_interrupted_listing_is_an_error() {
        library.pages(page("next", "S", "M"), Kind.REFUSED);

        MicrosoftCallException failed = catchThrowableOfType(
                MicrosoftCallException.class, () -> reader(3).read(libraryComparison));

        assertThat(failed.failure().kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void a_listing_much_shorter_than_the_folder_is_an_error() {
        library.pages(page(null, "S"));

        MicrosoftCallException failed = catchThrowableOfType(
                MicrosoftCallException.class, () -> reader(3).read(libraryComparison));

        assertThat(failed.failure().code()).isEqualTo("listing-too-short");
    }

    @Test
    void a_listing_that_leads_back_to_one_of_its_pages_is_an_error() {
        library.pages(page("next", "S", "M"), page("next", "L"), page(null));

        MicrosoftCallException failed = catchThrowableOfType(
                MicrosoftCallException.class, () -> reader(3).read(libraryComparison));

        assertThat(failed.failure().kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(library.links).containsExactly("first", "next");
    }

    private LibraryReader reader(long count) {
        library.count = count;
        return new LibraryReader(library, Duration.ofMillis(1), Clock.systemUTC());
    }

    private static FilePage page(String next, String... sizes) {
        List<PhotoFile> files = List.of(sizes).stream()
                .map(size -> new PhotoFile("ada_" + size + "Thumb.jpg", "_SML".indexOf(size), Settlements.WRITTEN))
                .toList();
        return new FilePage(files, Optional.ofNullable(next));
    }

    /** Answers with pages and failures, one after another. */
    private static final class Library implements LibraryReader.Pages {
        private final Deque<Object> answers = new ArrayDeque<>();
        private final Deque<String> links = new ArrayDeque<>();
        private long count;

        private void pages(Object... all) {
            answers.addAll(List.of(all));
        }

        @Override
        public long count(CallContext callContext) {
            return count;
        }

        @Override
        public FilePage first(CallContext callContext) throws MicrosoftCallException {
            return after("first", callContext);
        }

        @Override
        public FilePage after(String next, CallContext callContext) throws MicrosoftCallException {
            links.add(next);
            Object answer = answers.pop();
            if (answer instanceof FilePage page) {
                return page;
            }
            throw new MicrosoftCallException(
                    Failure.of(MicrosoftService.SHAREPOINT, (Kind) answer, 400, "code", "detail"));
        }
    }
}
