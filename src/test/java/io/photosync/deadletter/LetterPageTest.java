package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static io.photosync.deadletter.Letters.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterPageTest {
    private static final List<OpenDeadLetter> FIVE = List.of(
            failed("c", NOON),
            failed("old", NOON.minusSeconds(1)),
            failed("a", NOON),
            failed("new", NOON.plusSeconds(1)),
            failed("b", NOON));

    @Test
    void the_latest_failure_comes_first_and_equal_times_go_by_key() {
        LetterPage page = page(FIVE, Optional.empty(), 10);

        assertThat(page.letters()).extracting(OpenDeadLetter::key).containsExactly("new", "a", "b", "c", "old");
        assertThat(page.matching()).isEqualTo(5);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void a_page_counts_all_matches_by_code() {
        List<OpenDeadLetter> letters = List.of(
                failed("a", NOON, FailureCode.GRAPH_FAILED),
                failed("b", NOON, FailureCode.IMAGE_TOO_LARGE),
                failed("c", NOON, FailureCode.GRAPH_FAILED));

        LetterPage page = page(letters, Optional.empty(), 1);

        assertThat(page.byCode())
                .containsExactly(entry(FailureCode.GRAPH_FAILED, 2), entry(FailureCode.IMAGE_TOO_LARGE, 1));
        assertThat(page(letters, page.next(), 1).byCode()).isEqualTo(page.byCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void pages_of_any_size_show_each_letter_once(int limit) {
        assertThat(allPages(FIVE, limit)).containsExactly("new", "a", "b", "c", "old");
    }

    @Test
    void a_letter_added_between_two_pages_shifts_nothing() {
        // Given
        LetterPage first = page(FIVE, Optional.empty(), 2);
        List<OpenDeadLetter> more = new ArrayList<>(FIVE);
        more.add(failed("newest", NOON.plusSeconds(9)));

        // When
        LetterPage second = page(more, first.next(), 2);

        // Then
        assertThat(second.letters()).extracting(OpenDeadLetter::key).containsExactly("b", "c");
    }

    @Test
    void a_page_continues_after_a_letter_that_is_gone() {
        // Given
        LetterPage first = page(FIVE, Optional.empty(), 2);
        List<OpenDeadLetter> fewer =
                FIVE.stream().filter(letter -> !letter.key().equals("a")).toList();

        // When
        LetterPage second = page(fewer, first.next(), 2);

        // Then
        assertThat(second.letters()).extracting(OpenDeadLetter::key).containsExactly("b", "c");
    }

    @Test
    void a_position_survives_its_text() {
        PageCursor pageCursor = new PageCursor(NOON.plusNanos(123_456_789), "key|with|bars");

        assertThat(PageCursor.parse(pageCursor.text())).isEqualTo(pageCursor);
        assertThat(pageCursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bm90aGluZw", "bm90IGEgdGltZXxrZXk"})
    void an_invalid_cursor_is_refused(String text) {
        assertThatThrownBy(() -> PageCursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LetterPage page(List<OpenDeadLetter> letters, Optional<PageCursor> after, int limit) {
        Map<DeadLetterRecord, OpenDeadLetter> byRecord =
                letters.stream().collect(Collectors.toMap(OpenDeadLetter::open, Function.identity()));
        return LetterPage.of(letters.stream().map(OpenDeadLetter::open).toList(), after, limit, byRecord::get);
    }

    private static List<String> allPages(List<OpenDeadLetter> letters, int limit) {
        List<String> seen = new ArrayList<>();
        Optional<PageCursor> after = Optional.empty();
        for (int page : IntStream.rangeClosed(1, letters.size()).toArray()) {
            LetterPage got = page(letters, after, limit);
            got.letters().forEach(letter -> seen.add(letter.key()));
            after = got.next();
            if (after.isEmpty()) {
                assertThat(page).isEqualTo((letters.size() + limit - 1) / limit);
                break;
            }
        }
        return seen;
    }
}
