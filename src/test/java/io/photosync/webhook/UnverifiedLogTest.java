package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnverifiedLogTest {
    private final MovableClock clock = new MovableClock(Instant.EPOCH);
    private final UnverifiedLog log = new UnverifiedLog(clock);

    @Test
    void unverified_bodies_are_one_log_line_a_minute_with_their_count() {
        assertThat(log.line(3)).isEqualTo("notifications without a client state of ours: bodies=1 items=3");
        assertThat(log.line(5_000)).isEmpty();
        clock.advance(Duration.ofSeconds(59));
        assertThat(log.line(2)).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(log.line(1)).isEqualTo("notifications without a client state of ours: bodies=3 items=5003");
        assertThat(log.line(1)).isEmpty();
    }
}
