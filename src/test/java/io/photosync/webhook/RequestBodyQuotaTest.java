package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.MovableClock;
import io.photosync.webhook.RequestBodyQuota.Reservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestBodyQuotaTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> gaveWay = new ArrayList<>();
    private final RequestBodyQuota room = new RequestBodyQuota(100, clock);

    @Test
    void bodies_are_accepted_until_the_quota_is_full_and_again_after_a_release() {
        Reservation first = whole("first", 60);
        assertThat(reserve("second").grow(41)).isFalse();
        assertThat(reserve("third").grow(40)).isTrue();

        first.release();
        first.release();

        assertThat(reserve("fourth").grow(60)).isTrue();
        assertThat(reserve("fifth").grow(60)).isFalse();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void a_body_above_the_quota_is_accepted_alone() {
        Reservation large = whole("large", 101);
        assertThat(reserve("small").grow(1)).isFalse();

        large.release();

        whole("small", 1);
        assertThat(reserve("large").grow(101)).isFalse();
    }

    @Test
    void a_body_grows_within_the_quota_and_alone_without_limit() {
        Reservation small = reserve("small");
        Reservation other = reserve("other");
        assertThat(small.grow(10)).isTrue();
        assertThat(other.grow(50)).isTrue();

        assertThat(other.grow(90)).isTrue();
        assertThat(other.grow(91)).isFalse();

        small.release();

        assertThat(other.grow(250)).isTrue();
    }

    @Test
    void an_incomplete_body_is_evicted_for_one_that_needs_less() {
        reserve("large").grow(70);
        reserve("small").grow(30);

        assertThat(reserve("as large").grow(70)).isFalse();
        assertThat(gaveWay).isEmpty();
        assertThat(reserve("smaller").grow(20)).isTrue();

        assertThat(gaveWay).containsExactly("large");
        assertThat(reserve("next").grow(50)).isTrue();
    }

    @Test
    void a_slow_body_is_evicted_for_any_other() {
        Reservation slow = reserve("slow");
        slow.grow(20);
        clock.advance(RequestBodyQuota.SLOW_AFTER.plusMillis(1));
        reserve("quick").grow(20);

        assertThat(reserve("large").grow(80)).isTrue();

        assertThat(gaveWay).containsExactly("slow");
        assertThat(slow.grow(21)).isFalse();
        assertThat(slow.complete()).isFalse();
    }

    @Test
    void a_complete_body_is_not_evicted() {
        Reservation whole = whole("whole", 90);
        clock.advance(Duration.ofMinutes(1));

        assertThat(reserve("small").grow(11)).isFalse();

        whole.release();
        assertThat(reserve("small").grow(11)).isTrue();
    }

    @Test
    void no_body_is_evicted_if_that_would_not_be_enough() {
        whole("whole", 60);
        Reservation slow = reserve("slow");
        slow.grow(30);
        clock.advance(Duration.ofSeconds(2));

        assertThat(reserve("large").grow(50)).isFalse();

        assertThat(gaveWay).isEmpty();
        assertThat(slow.grow(31)).isTrue();
    }

    @Test
    void a_notification_fits_however_many_connections_hold_reservations() {
        for (int connections : List.of(1, 10, 100, 600)) {
            RequestBodyQuota full = new RequestBodyQuota(8_000_000, Clock.systemUTC());
            for (int i = 0; i < connections; i++) {
                assertThat(full.reserve(() -> {}).grow(8_000_000 / connections)).isTrue();
            }

            assertThat(full.reserve(() -> {}).grow(13_000)).isTrue();
        }
    }

    private Reservation whole(String name, long bytes) {
        Reservation reservation = reserve(name);
        assertThat(reservation.grow(bytes)).isTrue();
        assertThat(reservation.complete()).isTrue();
        return reservation;
    }

    private Reservation reserve(String name) {
        return room.reserve(() -> gaveWay.add(name));
    }
}
