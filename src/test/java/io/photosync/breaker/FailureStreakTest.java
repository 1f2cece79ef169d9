package io.photosync.breaker;

import static io.photosync.breaker.Activity.SHOW;
import static io.photosync.breaker.Activity.TAKE_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.breaker.FailureStreak.Finding;
import io.photosync.breaker.FailureStreak.Finding.InARow;
import io.photosync.breaker.FailureStreak.Finding.OwnTrouble;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureStreakTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FailureStreak streak = new FailureStreak();

    @Test
    void different_users_are_counted_and_one_user_tried_many_times_is_one() {
        failed("ada", "403", 0);
        failed("ada", "403", 1);
        failed("ada", "403", 2);

        assertThat(failed("bo", "403", 3)).isEqualTo(new InARow(2));
    }

    @Test
    void a_user_whose_attempt_started_after_the_failures_and_succeeded_ends_the_streak() {
        failed("ada", "403", 0);
        failed("bo", "403", 1);

        streak.succeeded(new Subject("cy", SHOW), NOON.plusSeconds(2));

        assertThat(failed("di", "403", 3)).isEqualTo(new InARow(1));
    }

    @Test
    void an_attempt_that_was_nearly_done_when_the_trouble_came_ends_nothing() {
        failed("ada", "403", 5);

        streak.succeeded(new Subject("bo", SHOW), NOON.plusSeconds(3));

        assertThat(failed("cy", "403", 6)).isEqualTo(new InARow(2));
    }

    @Test
    void failures_of_two_codes_interleaved_are_two_streaks() {
        failed("ada", "403", 0);
        failed("bo", "500", 1);
        failed("cy", "403", 2);
        failed("di", "500", 3);

        assertThat(failed("ed", "403", 4)).isEqualTo(new InARow(3));
        assertThat(failed("flo", "500", 5)).isEqualTo(new InARow(3));
    }

    @Test
    void a_success_in_one_activity_says_nothing_of_another() {
        failed("ada", "403", 0);

        streak.succeeded(new Subject("bo", TAKE_DOWN), NOON.plusSeconds(1));

        assertThat(failed("cy", "403", 2)).isEqualTo(new InARow(2));
        assertThat(streak.failed(new Subject("ada", TAKE_DOWN), "403", NOON.plusSeconds(3)))
                .isEqualTo(new InARow(1));
    }

    @Test
    void a_user_who_fails_before_and_after_anothers_success_does_not_count() {
        failed("ada", "423", 0);
        streak.succeeded(new Subject("bo", SHOW), NOON.plusSeconds(1));

        assertThat(failed("ada", "423", 2)).isEqualTo(new OwnTrouble());
        assertThat(failed("cy", "423", 3)).isEqualTo(new InARow(1));
        assertThat(streak.users(SHOW, "423")).containsOnlyKeys("cy");
    }

    @Test
    void a_user_who_succeeded_counts_again() {
        failed("ada", "423", 0);
        streak.succeeded(new Subject("bo", SHOW), NOON.plusSeconds(1));
        streak.succeeded(new Subject("ada", SHOW), NOON.plusSeconds(2));

        assertThat(failed("ada", "423", 3)).isEqualTo(new InARow(1));
    }

    @Test
    void a_user_who_fails_with_another_code_than_before_counts_again() {
        failed("ada", "423", 0);
        streak.succeeded(new Subject("bo", SHOW), NOON.plusSeconds(1));

        assertThat(failed("ada", "500", 2)).isEqualTo(new InARow(1));
    }

    private Finding failed(String user, String code, int second) {
        return streak.failed(new Subject(user, SHOW), code, NOON.plusSeconds(second));
    }
}
