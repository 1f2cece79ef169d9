package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which letter a name leads to. */
class NamedLettersTest {
    private static final String NAME = "anna@contoso.example";

    private final OpenDeadLetter left = Letters.named("a-left", NAME, Optional.of(NOON));
    private final OpenDeadLetter present = Letters.named("b-present", NAME, Optional.empty());
    private final OpenDeadLetter another = Letters.named("c-present", NAME, Optional.empty());

    @Test
    void a_name_that_passed_from_a_leaver_to_somebody_else_leads_to_the_present_user() {
        for (List<OpenDeadLetter> letters : List.of(List.of(left, present), List.of(present, left))) {
            assertThat(NamedLetters.of(letters, Set.of("Anna@Contoso.example")))
                    .containsOnlyKeys("Anna@Contoso.example")
                    .containsValue(present);
        }
    }

    @Test
    void of_two_present_users_the_first_by_id_is_found_whatever_the_order() {
        assertThat(NamedLetters.of(List.of(another, present), Set.of(NAME))).containsValue(present);
        assertThat(NamedLetters.of(List.of(present, another), Set.of(NAME))).containsValue(present);
    }

    @Test
    void a_leaver_is_found_where_nobody_else_has_the_name() {
        assertThat(NamedLetters.of(List.of(left), Set.of(NAME))).containsEntry(NAME, left);
    }

    @Test
    void a_name_that_no_letter_has_is_left_out() {
        assertThat(NamedLetters.of(List.of(left), Set.of("bob@contoso.example", "A-LEFT")))
                .containsOnlyKeys("A-LEFT");
    }
}
