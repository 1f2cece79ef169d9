package io.photosync.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemovalGuardTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ROUND = Duration.ofMinutes(5);

    private final RemovalGuard guard = new RemovalGuard(50, 0.01, ROUND, 200);

    @Test
    void a_few_removals_pass() {
        assertThat(judged(RemovalState.NONE, 10, NOON).hold()).isEmpty();
    }

    @Test
    void more_than_the_number_are_held() {
        assertThat(guard.limit(100_000)).isEqualTo(50);
        assertThat(judged(RemovalState.NONE, 50, NOON).hold()).isEmpty();
        assertThat(judged(RemovalState.NONE, 51, NOON).hold()).isPresent();
    }

    @Test
    void more_than_the_share_are_held_but_never_five() {
        assertThat(guard.limit(1_000)).isEqualTo(10);
        assertThat(guard.limit(20)).isEqualTo(5);
    }

    @Test
    void removals_within_a_pass_count_and_earlier_ones_do_not() {
        // Given
        RemovalState state = RemovalState.NONE;
        for (int passed = 0; passed < 40; passed++) {
            state = guard.passed(state, NOON);
        }

        // Then
        assertThat(state.carriedOut()).hasSize(1);
        assertThat(judged(state, 11, NOON.plusSeconds(60)).hold()).isPresent();
        assertThat(judged(state, 11, NOON.plus(ROUND).plusSeconds(60)).hold()).isEmpty();
    }

    @Test
    void a_hold_knows_since_when_of_how_many_and_some_names() {
        RemovalState state = judged(judged(RemovalState.NONE, 60, NOON), 250, NOON.plusSeconds(30));

        assertThat(state.hold().orElseThrow().since()).isEqualTo(NOON);
        assertThat(state.hold().orElseThrow().people()).isEqualTo(250);
        assertThat(state.hold().orElseThrow().some()).hasSize(100);
    }

    @Test
    void a_hold_ends_by_itself_only_when_all_users_were_checked_again() {
        // Given
        RemovalState held = judged(RemovalState.NONE, 60, NOON);

        // Then
        assertThat(judged(held, 3, NOON.plus(ROUND)).hold()).isPresent();
        assertThat(judged(held, 3, NOON.plus(ROUND.multipliedBy(2))).hold()).isEmpty();
    }

    @Test
    void a_new_leader_without_candidates_keeps_the_hold() {
        // Given
        RemovalState held = judged(RemovalState.NONE, 60, NOON);
        Instant later = NOON.plus(Duration.ofHours(1));

        // When
        RemovalState atTheStart = guard.decide(held, List.of(), 100_000, later, later);
        RemovalState twoRoundsOn = guard.decide(held, List.of(), 100_000, later, later.plus(ROUND.multipliedBy(2)));

        // Then
        assertThat(atTheStart.hold()).isPresent();
        assertThat(twoRoundsOn.hold()).isEmpty();
    }

    @Test
    void a_share_of_one_leaves_the_number_as_the_only_bound() {
        assertThat(new RemovalGuard(1_000, 1, ROUND, 200).limit(10)).isEqualTo(1_000);
    }

    @Test
    void a_trickle_that_every_pass_would_let_through_is_held_at_the_days_bound_and_passes_a_day_later() {
        // Given: 25 in each of eight hours
        RemovalState state = RemovalState.NONE;
        for (int passed = 0; passed < 200; passed++) {
            state = guard.passed(state, NOON.plus(Duration.ofHours(passed / 25)));
        }
        Instant after = NOON.plus(Duration.ofHours(9));

        // Then
        assertThat(state.lastDay()).hasSize(8);
        RemovalState held = judged(state, 1, after);
        assertThat(held.hold()).isPresent();
        assertThat(judged(held, 1, NOON.plus(Duration.ofHours(26))).hold()).isEmpty();
    }

    @Test
    void the_days_bound_follows_the_share_in_a_small_tenant_and_is_never_below_that_of_a_pass() {
        assertThat(guard.limitOfADay(100_000)).isEqualTo(200);
        assertThat(guard.limitOfADay(1_000)).isEqualTo(40);
        assertThat(guard.limitOfADay(20)).isEqualTo(20);
        assertThat(new RemovalGuard(1_000, 1, ROUND, 200).limitOfADay(10)).isEqualTo(1_000);
    }

    @Test
    void the_days_count_outlives_the_leader_and_a_record_of_an_older_version_is_read() throws Exception {
        RemovalState state = guard.passed(RemovalState.NONE, NOON);

        assertThat(EventJson.read(EventJson.write(state), RemovalState.class)).isEqualTo(state);
        assertThat(EventJson.read("{\"carriedOut\":[]}".getBytes(StandardCharsets.UTF_8), RemovalState.class))
                .isEqualTo(RemovalState.NONE);
    }

    @Test
    void times_that_a_wrong_clock_put_into_the_future_hold_nothing_back_for_longer_than_a_hold_lasts() {
        // Given
        Instant ahead = NOON.plus(Duration.ofDays(365));
        RemovalState wrong = judged(guard.passed(RemovalState.NONE, ahead), 60, ahead);

        // When
        RemovalState state = wrong.notAfter(NOON);

        // Then
        assertThat(judged(state, 3, NOON.plus(ROUND)).hold()).isPresent();
        assertThat(judged(state, 3, NOON.plus(ROUND.multipliedBy(2))).hold()).isEmpty();
    }

    private RemovalState judged(RemovalState state, int suspects, Instant now) {
        List<String> names = IntStream.range(0, suspects)
                .mapToObj(number -> "person" + number)
                .toList();
        return guard.decide(state, names, 100_000, NOON.minus(Duration.ofDays(1)), now);
    }
}
