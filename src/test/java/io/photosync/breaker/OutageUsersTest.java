package io.photosync.breaker;

import static io.photosync.breaker.Activity.SHOW;
import static io.photosync.call.MicrosoftService.SHAREPOINT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which users an outage is said to have failed: what was written about them is reverted. */
@Timeout(120)
class OutageUsersTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Failure TROUBLE =
            Failure.of(SHAREPOINT, Kind.SERVER_ERROR, 500, "generalException", "out of order");

    private final HeldClock clock = new HeldClock();
    private final Breakers breakers = new Breakers(clock, 3, PAUSE, PAUSE);

    OutageUsersTest() {
        breakers.register(SHAREPOINT, Optional::empty);
    }

    @AfterEach
    void stop() {
        breakers.stop();
    }

    @Test
    void users_whose_failures_open_the_breaker_are_known_though_the_probe_fails_in_the_same_moment() throws Exception {
        // Given
        fails("ada");
        fails("bo");
        Thread third = Thread.ofPlatform().name(HeldClock.HELD).start(() -> fails("cy"));
        clock.reached.await();

        // When: the breaker is about to open, but has not yet
        Thread probe = Thread.ofPlatform().start(() -> breakers.probed(TROUBLE));
        await().until(() -> probe.getState() == Thread.State.WAITING);
        clock.goOn.countDown();
        third.join();
        probe.join();

        // Then
        assertThat(breakers.open(SHAREPOINT)).isTrue();
        assertThat(breakers.victims(SHAREPOINT)).containsOnlyKeys("ada", "bo", "cy");
    }

    @Test
    void users_of_the_last_outage_are_forgotten_when_the_next_one_begins_however_it_does() {
        Breaker breaker = breakers.of(SHAREPOINT);
        fails("ada");
        fails("bo");
        fails("cy");
        breaker.answered();
        assertThat(breakers.victims(SHAREPOINT)).hasSize(3);

        breaker.opened(TROUBLE);

        assertThat(breakers.victims(SHAREPOINT)).isEmpty();
    }

    private void fails(String user) {
        try {
            breakers.classify(TROUBLE, new Subject(user, SHOW));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds its thread where the breaker asks for the start of the outage: after the streak did for the failure's time. */
    private static final class HeldClock extends Clock {
        static final String HELD = "held";

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private int asked;

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals(HELD) && ++asked == 2) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
