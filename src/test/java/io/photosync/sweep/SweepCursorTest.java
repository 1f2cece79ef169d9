package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepCursorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] PEOPLE = {"ada", "bob", "cyd", "dan", "eve"};

    private final SweepCursor sweepCursor = new SweepCursor(PEOPLE, "");

    @Test
    void people_come_in_the_order_of_their_ids_and_each_once() {
        assertThat(ids(sweepCursor.take(NOON, 3, true))).containsExactly("ada", "bob", "cyd");
        assertThat(ids(sweepCursor.take(NOON, 3, true))).containsExactly("dan", "eve");
        assertThat(sweepCursor.take(NOON, 3, true)).isEmpty();
    }

    @Test
    void the_position_stays_before_the_first_who_is_not_done_with() {
        // Given
        List<SweepItem> turns = sweepCursor.take(NOON, 4, true);

        // When
        sweepCursor.done(turns.get(0));
        sweepCursor.done(turns.get(2));
        sweepCursor.done(turns.get(3));

        // Then
        assertThat(sweepCursor.position()).isEqualTo("ada");
        assertThat(sweepCursor.looked()).isEqualTo(3);
        sweepCursor.done(turns.get(1));
        assertThat(sweepCursor.position()).isEqualTo("dan");
        assertThat(sweepCursor.over()).isFalse();
    }

    @Test
    void a_round_goes_on_after_the_position_though_that_person_has_left() {
        SweepCursor next = new SweepCursor(new String[] {"ada", "cyd", "dan"}, "bob");

        assertThat(next.position()).isEqualTo("bob");
        assertThat(next.looked()).isEqualTo(1);
        assertThat(ids(next.take(NOON, 5, true))).containsExactly("cyd", "dan");
        assertThat(next.position()).isEqualTo("bob");
    }

    @Test
    void a_position_at_the_end_leaves_nothing_to_do() {
        assertThat(new SweepCursor(PEOPLE, "eve").over()).isTrue();
    }

    @Test
    void who_got_no_answer_has_another_turn_when_it_is_due_and_is_not_passed_by_meanwhile() {
        // Given
        List<SweepItem> turns = sweepCursor.take(NOON, 5, true);
        sweepCursor.again(turns.getFirst(), NOON.plusSeconds(10));
        turns.stream().skip(1).forEach(sweepCursor::done);

        // Then
        assertThat(sweepCursor.take(NOON.plusSeconds(9), 5, true)).isEmpty();
        assertThat(sweepCursor.over()).isFalse();
        assertThat(sweepCursor.position()).isEmpty();
        assertThat(sweepCursor.take(NOON.plusSeconds(10), 5, false)).containsExactly(new SweepItem(0, "ada", 1));
    }

    @Test
    void second_turns_come_before_first_ones_in_the_same_batch() {
        // Given
        List<SweepItem> turns = sweepCursor.take(NOON, 2, true);
        turns.forEach(turn -> sweepCursor.again(turn, NOON));

        // Then
        assertThat(ids(sweepCursor.take(NOON, 3, true))).containsExactly("ada", "bob", "cyd");
        assertThat(sweepCursor.waiting()).isZero();
    }

    private static List<String> ids(List<SweepItem> turns) {
        return turns.stream().map(SweepItem::userId).toList();
    }
}
