package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.graph.PhotoState.Present;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkBacklogTest {
    private static final Present ONE = new Present("one", 48, 48);
    private static final Present OTHER = new Present("other", 48, 48);

    private final BulkBacklog bulkBacklog = new BulkBacklog();

    @Test
    void who_came_first_goes_first_also_with_another_photo() {
        // Given
        bulkBacklog.add("bob", ONE);
        bulkBacklog.add("ada", ONE);
        bulkBacklog.add("bob", OTHER);

        // Then
        assertThat(bulkBacklog.first(1)).containsExactly("bob");
        assertThat(bulkBacklog.first(9)).containsExactly("bob", "ada");
        assertThat(bulkBacklog.first(-3)).isEmpty();
        assertThat(bulkBacklog.of("bob")).contains(OTHER);
    }

    @Test
    void who_came_for_another_photo_while_the_first_one_went_out_stays() {
        // Given
        bulkBacklog.add("ada", OTHER);

        // When
        bulkBacklog.remove("ada", ONE);

        // Then
        assertThat(bulkBacklog.size()).isEqualTo(1);
    }

    @Test
    void each_term_begins_with_what_the_former_leader_left_once() {
        // Given
        bulkBacklog.begin(1, () -> Map.of("ada", ONE));
        bulkBacklog.remove("ada");
        bulkBacklog.add("bob", ONE);

        // When
        bulkBacklog.begin(1, () -> Map.of("ada", ONE));
        int sameTerm = bulkBacklog.size();
        bulkBacklog.begin(2, () -> Map.of("cyd", ONE));

        // Then
        assertThat(sameTerm).isEqualTo(1);
        assertThat(bulkBacklog.first(9)).containsExactly("cyd");
    }
}
