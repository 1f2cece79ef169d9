package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.ledger.SearchWords;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterFilterTest {
    private final OpenDeadLetter openDeadLetter = Letters.failed("ann", NOON, FailureCode.IMAGE_UNREADABLE);

    @Test
    void an_empty_filter_matches_all() {
        assertThat(Letters.NO_FILTER.matches(openDeadLetter)).isTrue();
    }

    @Test
    void a_code_matches_letters_of_that_code() {
        assertThat(code(FailureCode.IMAGE_UNREADABLE).matches(openDeadLetter)).isTrue();
        assertThat(code(FailureCode.GRAPH_FAILED).matches(openDeadLetter)).isFalse();
    }

    @Test
    void a_user_matches_by_id_and_by_user_principal_name_ignoring_case() {
        assertThat(user("ann").matches(openDeadLetter)).isTrue();
        assertThat(user("Ann@Contoso.example").matches(openDeadLetter)).isTrue();
        assertThat(user("bob").matches(openDeadLetter)).isFalse();
    }

    @Test
    void since_includes_its_own_moment() {
        assertThat(since(NOON).matches(openDeadLetter)).isTrue();
        assertThat(since(NOON.plusMillis(1)).matches(openDeadLetter)).isFalse();
        assertThat(since(NOON.minusSeconds(60)).matches(openDeadLetter)).isTrue();
    }

    @Test
    void all_criteria_must_match() {
        LetterFilter filter = new LetterFilter(
                Optional.of(FailureCode.IMAGE_UNREADABLE),
                Optional.of("ann"),
                Optional.of(SearchWords.of("ann")),
                Optional.of(NOON.plusSeconds(1)),
                Optional.empty(),
                Optional.of(OpenDeadLetter.State.OPEN));

        assertThat(filter.matches(openDeadLetter)).isFalse();
    }

    @Test
    void until_includes_its_own_moment() {
        assertThat(until(NOON).matches(openDeadLetter)).isTrue();
        assertThat(until(NOON.minusMillis(1)).matches(openDeadLetter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "NN@CONTOSO",
                "lee-m",
                "ann marie",
                "marie   ann",
                "image_unr",
                "http 500",
                " 500 unreadable ",
                "\u00e9cole"
            })
    void words_are_parts_of_name_user_principal_name_id_code_or_detail_in_any_case(String words) {
        assertThat(words(words).matches(named("ann", "Ann-Lee-Marie \u00c9COLE")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "ann bob", "ann.", "http500", "IMAGE UNREADABLE2"})
    void every_word_must_be_somewhere(String words) {
        assertThat(words(words).matches(named("ann", "Ann-Lee-Marie"))).isFalse();
    }

    @Test
    void a_letter_without_a_user_matches_by_its_key() {
        assertThat(words("updated-3").matches(Letters.unreadable("photo-updated-3-17", NOON)))
                .isTrue();
    }

    @Test
    void a_state_matches_letters_in_it() {
        assertThat(state(OpenDeadLetter.State.OPEN).matches(openDeadLetter)).isTrue();
        assertThat(state(OpenDeadLetter.State.REPLAYING).matches(openDeadLetter))
                .isFalse();
        assertThat(state(OpenDeadLetter.State.REPLAYING).matches(Letters.replaying("ann", NOON)))
                .isTrue();
    }

    private OpenDeadLetter named(String user, String displayName) {
        OpenDeadLetter letter = Letters.failed(user, NOON, FailureCode.IMAGE_UNREADABLE);
        return new OpenDeadLetter(
                letter.open(),
                letter.userPrincipalName(),
                Optional.of(displayName),
                letter.state(),
                letter.tried(),
                letter.gone());
    }

    private static LetterFilter code(FailureCode code) {
        return filter(Optional.of(code), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static LetterFilter user(String user) {
        return filter(Optional.empty(), Optional.of(user), Optional.empty(), Optional.empty());
    }

    private static LetterFilter since(Instant since) {
        return filter(Optional.empty(), Optional.empty(), Optional.of(since), Optional.empty());
    }

    private static LetterFilter until(Instant until) {
        return filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(until));
    }

    private static LetterFilter filter(
            Optional<FailureCode> code, Optional<String> user, Optional<Instant> since, Optional<Instant> until) {
        return new LetterFilter(code, user, Optional.empty(), since, until, Optional.empty());
    }

    private static LetterFilter words(String words) {
        return new LetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(SearchWords.of(words)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static LetterFilter state(OpenDeadLetter.State state) {
        return new LetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(state));
    }
}
