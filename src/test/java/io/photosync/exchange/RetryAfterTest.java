package io.photosync.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-1", "99999999999"})
    void anything_else_asks_for_nothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
