package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterSelectionTest {
    private static final LetterSearch ALL =
            new LetterSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void the_button_for_ticked_rows_never_selects_all() {
        LetterSelection selection = LetterSelection.of(true, List.of(), ALL);

        assertThat(selection.nothing()).isTrue();
        assertThat(selection
                        .request(Optional.empty(), Optional.empty(), Optional.empty(), true)
                        .filter())
                .isEmpty();
    }

    @Test
    void rows_are_selected_with_or_without_that_button() {
        assertThat(LetterSelection.of(false, List.of("user@7"), ALL))
                .isEqualTo(LetterSelection.of(true, List.of("user@7"), ALL))
                .extracting(LetterSelection::rows)
                .isEqualTo(Map.of("user", 7L));
    }

    @Test
    void all_that_match_are_selected_only_without_it() {
        assertThat(LetterSelection.of(false, null, ALL).nothing()).isFalse();
        assertThat(LetterSelection.of(false, null, ALL)
                        .request(Optional.empty(), Optional.empty(), Optional.empty(), true)
                        .filter())
                .isPresent();
    }
}
