package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepCursorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] USERS = {"ada", "bob", "cyd", "dan", "eve"};

    private final SweepCursor cursor = new SweepCursor(USERS, "");

    @Test
    void users_are_taken_in_the_order_of_their_ids_and_each_once() {
        assertThat(ids(cursor.take(NOON, 3, true))).containsExactly("ada", "bob", "cyd");
        assertThat(ids(cursor.take(NOON, 3, true))).containsExactly("dan", "eve");
        assertThat(cursor.take(NOON, 3, true)).isEmpty();
    }

    @Test
    void the_position_stays_before_the_first_user_in_flight() {
        // Given
        List<SweepItem> items = cursor.take(NOON, 4, true);

        // When
        cursor.complete(items.get(0));
        cursor.complete(items.get(2));
        cursor.complete(items.get(3));

        // Then
        assertThat(cursor.position()).isEqualTo("ada");
        assertThat(cursor.completed()).isEqualTo(3);
        cursor.complete(items.get(1));
        assertThat(cursor.position()).isEqualTo("dan");
        assertThat(cursor.finished()).isFalse();
    }

    @Test
    void a_pass_resumes_after_the_position_though_that_user_has_left() {
        SweepCursor next = new SweepCursor(new String[] {"ada", "cyd", "dan"}, "bob");

        assertThat(next.position()).isEqualTo("bob");
        assertThat(next.completed()).isEqualTo(1);
        assertThat(ids(next.take(NOON, 5, true))).containsExactly("cyd", "dan");
        assertThat(next.position()).isEqualTo("bob");
    }

    @Test
    void a_position_at_the_end_leaves_nothing_to_do() {
        assertThat(new SweepCursor(USERS, "eve").finished()).isTrue();
    }

    @Test
    void a_user_without_an_answer_is_retried_when_due_and_holds_the_position_until_then() {
        // Given
        List<SweepItem> items = cursor.take(NOON, 5, true);
        cursor.retry(items.getFirst(), NOON.plusSeconds(10));
        items.stream().skip(1).forEach(cursor::complete);

        // Then
        assertThat(cursor.take(NOON.plusSeconds(9), 5, true)).isEmpty();
        assertThat(cursor.finished()).isFalse();
        assertThat(cursor.position()).isEmpty();
        assertThat(cursor.take(NOON.plusSeconds(10), 5, false)).containsExactly(new SweepItem(0, "ada", 1));
    }

    @Test
    void due_retries_come_before_further_users_in_the_same_batch() {
        // Given
        List<SweepItem> items = cursor.take(NOON, 2, true);
        items.forEach(item -> cursor.retry(item, NOON));

        // Then
        assertThat(ids(cursor.take(NOON, 3, true))).containsExactly("ada", "bob", "cyd");
        assertThat(cursor.pendingRetries()).isZero();
    }

    private static List<String> ids(List<SweepItem> items) {
        return items.stream().map(SweepItem::userId).toList();
    }
}
