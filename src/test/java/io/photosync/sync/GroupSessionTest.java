package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupSessionTest {
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final GroupSession groupSession = new GroupSession(Duration.ofSeconds(9), answered::get, nanos::get);

    @Test
    void a_session_lasts_as_long_as_heartbeats_are_answered_and_some_seconds_more() {
        for (int beat = 0; beat < 10; beat++) {
            pass(3);
            answered.incrementAndGet();
            assertThat(groupSession.lapsed()).isFalse();
        }

        pass(9);
        assertThat(groupSession.lapsed()).isFalse();
        pass(1);
        assertThat(groupSession.lapsed()).isTrue();
    }

    @Test
    void a_process_that_was_frozen_has_lost_its_session_before_it_hears_so() {
        pass(60);

        assertThat(groupSession.lapsed()).isTrue();
    }

    @Test
    void an_assignment_restarts_the_session() {
        pass(60);

        groupSession.restart();

        assertThat(groupSession.lapsed()).isFalse();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
