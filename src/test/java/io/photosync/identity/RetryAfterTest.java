package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void seconds_are_read() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    }

    @Test
    void a_date_is_read_and_one_in_the_past_is_no_wait() {
        assertThat(RetryAfter.parse("Mon, 05 Jan 2026 08:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Mon, 05 Jan 2026 07:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void a_fraction_of_a_second_is_rounded_up() {
        assertThat(RetryAfter.parse("1.5", NOW)).contains(Duration.ofMillis(1_500));
        assertThat(RetryAfter.parse("0.0001", NOW)).contains(Duration.ofMillis(1));
    }

    @Test
    void of_several_values_the_first_that_asks_for_a_wait_counts() {
        assertThat(RetryAfter.parse("0, 7,30", NOW)).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"901", "86400", "999999999", "99999999999999999999.5", "Thu, 01 Jan 2099 00:00:00 GMT"})
    void no_wait_is_longer_than_a_quarter_of_an_hour(String header) {
        assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofMinutes(15));
    }

    @Test
    void entra_is_read_as_all_others_are() {
        assertThat(RetryAfter.in(Map.of("retry-after", List.of("Mon, 05 Jan 2026 08:00:30 GMT")), NOW))
                .contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.in(Map.of("Retry-After", List.of("2.5")), NOW)).contains(Duration.ofMillis(2_500));
        assertThat(RetryAfter.in(Map.of("Date", List.of("2")), NOW)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-1", "1e9"})
    void anything_else_asks_for_nothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
