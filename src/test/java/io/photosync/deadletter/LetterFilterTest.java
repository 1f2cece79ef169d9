package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterFilterTest {
    private final OpenDeadLetter openDeadLetter = Letters.failed("ann", NOON, FailureCode.IMAGE_UNREADABLE);

    @Test
    void an_empty_filter_matches_all() {
        assertThat(LetterFilter.ALL.matches(openDeadLetter)).isTrue();
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
                Optional.of(FailureCode.IMAGE_UNREADABLE), Optional.of("ann"), Optional.of(NOON.plusSeconds(1)));

        assertThat(filter.matches(openDeadLetter)).isFalse();
    }

    private static LetterFilter code(FailureCode code) {
        return new LetterFilter(Optional.of(code), Optional.empty(), Optional.empty());
    }

    private static LetterFilter user(String user) {
        return new LetterFilter(Optional.empty(), Optional.of(user), Optional.empty());
    }

    private static LetterFilter since(Instant since) {
        return new LetterFilter(Optional.empty(), Optional.empty(), Optional.of(since));
    }
}
