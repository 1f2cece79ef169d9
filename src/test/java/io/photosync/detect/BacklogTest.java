package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.exchange.PhotoState.Present;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Present ONE = new Present("one", 48, 48);
    private static final Present OTHER = new Present("other", 48, 48);

    private final Backlog backlog = new Backlog();

    @Test
    void who_came_first_goes_first_also_with_another_photo() {
        // Given
        backlog.add("bob", ONE);
        backlog.add("ada", ONE);
        backlog.add("bob", OTHER);

        // Then
        assertThat(backlog.first(1)).containsExactly("bob");
        assertThat(backlog.first(9)).containsExactly("bob", "ada");
        assertThat(backlog.first(-3)).isEmpty();
        assertThat(backlog.of("bob")).contains(OTHER);
    }

    @Test
    void who_came_for_another_photo_while_the_first_one_went_out_stays() {
        // Given
        backlog.add("ada", OTHER);

        // When
        backlog.remove("ada", ONE);

        // Then
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void each_term_begins_with_what_the_former_leader_left_once() {
        // Given
        backlog.begin(1, () -> Map.of("ada", ONE));
        backlog.remove("ada");
        backlog.add("bob", ONE);

        // When
        backlog.begin(1, () -> Map.of("ada", ONE));
        int sameTerm = backlog.size();
        backlog.begin(2, () -> Map.of("cyd", ONE));

        // Then
        assertThat(sameTerm).isEqualTo(1);
        assertThat(backlog.first(9)).containsExactly("cyd");
    }
}
