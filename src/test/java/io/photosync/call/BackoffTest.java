package io.photosync.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Test
    void each_further_failure_doubles_the_wait_up_to_the_longest() {
        assertThat(BACKOFF.after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(BACKOFF.after(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(BACKOFF.after(500)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_wait_is_never_shorter_than_microsoft_asked_for() {
        assertThat(BACKOFF.after(1, Optional.of(Duration.ofMinutes(10)))).isEqualTo(Duration.ofMinutes(10));
        assertThat(BACKOFF.after(3, Optional.of(Duration.ofSeconds(1)))).isEqualTo(Duration.ofSeconds(20));
        assertThat(BACKOFF.after(3, Optional.empty())).isEqualTo(Duration.ofSeconds(20));
    }
}
