package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 20 in 20 s, of which 2 are reserved. */
class LiveLaneShareTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final LiveLaneShare share = new LiveLaneShare(settings(20), clock);

    @Test
    void a_burst_goes_live_up_to_the_share_but_for_what_is_reserved_for_second_changes() {
        assertThat(wentLive(100, HintedChange.CHANGE)).isEqualTo(18);
        assertThat(wentLive(100, HintedChange.CHANGED_AGAIN)).isEqualTo(2);
        assertThat(share.has(HintedChange.CHANGED_AGAIN)).isFalse();
    }

    @Test
    void users_who_are_checked_concurrently_do_not_take_the_same_token() {
        int live = 0;
        for (int user = 0; user < 100; user++) {
            live += share.take("user-" + user, HintedChange.CHANGE) ? 1 : 0;
        }

        assertThat(live).isEqualTo(18);
    }

    @Test
    void soon_after_a_burst_a_single_change_goes_live_again() {
        wentLive(100, HintedChange.CHANGE);

        clock.advance(Duration.ofMillis(1_100));

        assertThat(wentLive(100, HintedChange.CHANGE)).isEqualTo(1);
    }

    @Test
    void a_steady_small_stream_stays_live() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(wentLive(1, HintedChange.CHANGE)).isEqualTo(1);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void an_import_that_lasts_for_hours_gets_no_more_than_the_share_refills() {
        int live = 0;
        for (int second = 0; second < 3_600; second++) {
            live += wentLive(14, HintedChange.CHANGE);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(live).isBetween(3_600, 3_640);
    }

    @Test
    void what_other_replicas_put_into_the_live_lane_counts_whatever_their_clocks_say() {
        for (int other = 0; other < 18; other++) {
            share.event(Lane.LIVE, event(Cause.NOTIFICATION, clock.instant().plusSeconds(7_200)));
        }

        assertThat(share.has(HintedChange.CHANGE)).isFalse();
    }

    @Test
    void neither_the_sweep_nor_an_operator_nor_the_bulk_lane_takes_of_it() {
        for (int other = 0; other < 100; other++) {
            share.event(Lane.LIVE, event(Cause.SWEEP, clock.instant()));
            share.event(Lane.LIVE, event(Cause.REQUEST, clock.instant()));
            share.event(Lane.BULK, event(Cause.NOTIFICATION, clock.instant()));
        }

        assertThat(wentLive(100, HintedChange.CHANGE)).isEqualTo(18);
    }

    @Test
    void the_first_fill_is_never_live() {
        assertThat(share.has(HintedChange.FILL)).isFalse();
    }

    @Test
    void a_share_of_nothing_lets_nothing_pass() {
        LiveLaneShare none = new LiveLaneShare(settings(0), clock);

        clock.advance(Duration.ofDays(1));

        assertThat(none.has(HintedChange.CHANGED_AGAIN)).isFalse();
    }

    private int wentLive(int changes, HintedChange change) {
        int live = 0;
        while (live < changes && share.take("ada", change)) {
            share.event(Lane.LIVE, event(Cause.NOTIFICATION, clock.instant()));
            live++;
        }
        return live;
    }

    private static PhotoEvent event(Cause cause, Instant detectedAt) {
        Data data = new Data(
                "ada@contoso.example", Optional.of("e1"), Optional.empty(), Optional.empty(), cause, detectedAt);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, "ada", detectedAt, data);
    }

    private static DetectSettings settings(int atMost) {
        return new Share(8, atMost, Duration.ofSeconds(20));
    }

    private record Share(int usersAtOnce, int liveAtMost, Duration liveWithin) implements DetectSettings {}
}
