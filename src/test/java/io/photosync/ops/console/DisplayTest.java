package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and times before the script has them. */
class DisplayTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.4S, 0.4 s",
        "PT3S, 3 s",
        "PT99.9S, 99 s",
        "PT100S, 2 min",
        "PT90M, 90 min",
        "PT100M, 2 h",
        "PT47H, 47 h",
        "PT48H, 2 d"
    })
    void a_span_has_two_digits_or_three(Duration time, String text) {
        assertThat(Display.span(time)).isEqualTo(text);
    }

    @Test
    void an_age_is_before_or_after_now() {
        assertThat(Display.age(Duration.ofMillis(1_500))).isEqualTo("just now");
        assertThat(Display.age(Duration.ofMillis(8_300))).isEqualTo("8 s ago");
        assertThat(Display.age(Duration.ofMinutes(-59))).isEqualTo("in 59 min");
    }

    @Test
    void one_user_is_no_users() {
        assertThat(Display.users(1)).isEqualTo("1 user");
        assertThat(Display.users(0)).isEqualTo("0 users");
        assertThat(Display.users(12_430)).isEqualTo("12,430 users");
    }

    @Test
    void a_time_names_its_zone() {
        assertThat(Display.utc(Instant.parse("2026-01-31T08:00:00.123Z"))).isEqualTo("2026-01-31 08:00:00 UTC");
    }

    @Test
    void a_text_is_a_part_of_a_path_whatever_it_contains() {
        assertThat(Display.inPath("a b/c#EXT#@x")).isEqualTo("a%20b%2Fc%23EXT%23%40x");
    }
}
