package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.graph.PhotoState.Present;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkBacklogTest {
    private static final Present ONE = new Present("one", 48, 48);
    private static final Present OTHER = new Present("other", 48, 48);

    private final BulkBacklog backlog = new BulkBacklog();

    @Test
    void the_longest_waiting_user_goes_first_even_with_another_photo() {
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
    void a_user_stays_who_waits_for_another_photo_than_the_published_one() {
        // Given
        backlog.add("ada", OTHER);

        // When
        backlog.remove("ada", ONE);

        // Then
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void each_term_starts_once_with_the_unpublished_changes_of_the_former_leader() {
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
