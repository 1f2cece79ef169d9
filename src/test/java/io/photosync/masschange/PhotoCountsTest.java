package io.photosync.masschange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** At most 3 users within an hour. */
class PhotoCountsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final PhotoCounts counts = new PhotoCounts(3, Duration.ofHours(1));

    @Test
    void the_limit_of_users_may_get_the_same_photo_and_no_more() {
        assertThat(admitted("logo", 10, NOON)).isEqualTo(3);
        assertThat(counts.admit("another", "user-9", NOON)).isTrue();
    }

    @Test
    void users_of_other_replicas_count_too() {
        counts.record("logo", "a", NOON, NOON);
        counts.record("logo", "b", NOON, NOON);

        assertThat(admitted("logo", 10, NOON)).isEqualTo(1);
    }

    @Test
    void the_same_user_counts_once() {
        for (int time = 0; time < 10; time++) {
            counts.record("logo", "a", NOON, NOON);
        }

        assertThat(admitted("logo", 10, NOON)).isEqualTo(2);
    }

    @Test
    void an_admitted_user_may_retry_after_the_limit_is_reached() {
        admitted("logo", 10, NOON);

        assertThat(counts.admit("logo", "user-0", NOON.plusSeconds(600))).isTrue();
        assertThat(counts.admitted("logo", "user-0", NOON.plusSeconds(600))).isTrue();
        assertThat(counts.admitted("logo", "user-7", NOON.plusSeconds(600))).isFalse();
    }

    @Test
    void a_group_that_grows_slowly_never_exceeds_the_limit() {
        for (int user = 0; user < 100; user++) {
            Instant when = NOON.plus(Duration.ofMinutes(21L * user));
            assertThat(counts.admit("logo", "user-" + user, when)).isTrue();
        }
    }

    @Test
    void writes_before_the_window_do_not_count() {
        counts.record("logo", "a", NOON.minus(Duration.ofHours(2)), NOON);

        assertThat(admitted("logo", 10, NOON)).isEqualTo(3);
    }

    @Test
    void memory_is_bounded_and_a_mass_among_ten_thousand_other_photos_is_still_seen() {
        int admitted = 0;
        for (int photo = 0; photo < 100_000; photo++) {
            counts.admit("photo-" + photo, "user-" + photo, NOON);
            admitted += photo % 20 == 0 && counts.admit("placeholder", "other-" + photo, NOON) ? 1 : 0;
        }

        assertThat(counts.photos()).isEqualTo(10_000);
        assertThat(admitted).isEqualTo(3);
    }

    private int admitted(String photo, int users, Instant when) {
        int admitted = 0;
        for (int user = 0; user < users; user++) {
            admitted += counts.admit(photo, "user-" + user, when) ? 1 : 0;
        }
        return admitted;
    }
}
