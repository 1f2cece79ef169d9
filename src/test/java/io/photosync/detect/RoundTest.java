package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] PEOPLE = {"ada", "bob", "cyd", "dan", "eve"};

    private final Round round = new Round(PEOPLE, "");

    @Test
    void people_come_in_the_order_of_their_ids_and_each_once() {
        assertThat(ids(round.take(NOON, 3, true))).containsExactly("ada", "bob", "cyd");
        assertThat(ids(round.take(NOON, 3, true))).containsExactly("dan", "eve");
        assertThat(round.take(NOON, 3, true)).isEmpty();
    }

    @Test
    void the_position_stays_before_the_first_who_is_not_done_with() {
        // Given
        List<Turn> turns = round.take(NOON, 4, true);

        // When
        round.done(turns.get(0));
        round.done(turns.get(2));
        round.done(turns.get(3));

        // Then
        assertThat(round.position()).isEqualTo("ada");
        assertThat(round.looked()).isEqualTo(3);
        round.done(turns.get(1));
        assertThat(round.position()).isEqualTo("dan");
        assertThat(round.over()).isFalse();
    }

    @Test
    void a_round_goes_on_after_the_position_though_that_person_has_left() {
        Round next = new Round(new String[] {"ada", "cyd", "dan"}, "bob");

        assertThat(next.position()).isEqualTo("bob");
        assertThat(next.looked()).isEqualTo(1);
        assertThat(ids(next.take(NOON, 5, true))).containsExactly("cyd", "dan");
        assertThat(next.position()).isEqualTo("bob");
    }

    @Test
    void a_position_at_the_end_leaves_nothing_to_do() {
        assertThat(new Round(PEOPLE, "eve").over()).isTrue();
    }

    @Test
    void who_got_no_answer_has_another_turn_when_it_is_due_and_is_not_passed_by_meanwhile() {
        // Given
        List<Turn> turns = round.take(NOON, 5, true);
        round.again(turns.getFirst(), NOON.plusSeconds(10));
        turns.stream().skip(1).forEach(round::done);

        // Then
        assertThat(round.take(NOON.plusSeconds(9), 5, true)).isEmpty();
        assertThat(round.over()).isFalse();
        assertThat(round.position()).isEmpty();
        assertThat(round.take(NOON.plusSeconds(10), 5, false)).containsExactly(new Turn(0, "ada", 1));
    }

    @Test
    void second_turns_come_before_first_ones_in_the_same_batch() {
        // Given
        List<Turn> turns = round.take(NOON, 2, true);
        turns.forEach(turn -> round.again(turn, NOON));

        // Then
        assertThat(ids(round.take(NOON, 3, true))).containsExactly("ada", "bob", "cyd");
        assertThat(round.waiting()).isZero();
    }

    private static List<String> ids(List<Turn> turns) {
        return turns.stream().map(Turn::userId).toList();
    }
}
