package io.photosync.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.By;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.SharePointState;
import io.photosync.ops.status.RecentDelays.LastHour;
import io.photosync.ops.status.RecentDelays.Minute;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The measured delay of the last hour. */
class RecentDelaysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final RecentDelays delays = new RecentDelays(clock);

    @Test
    void percentiles_are_of_each_minute_and_of_the_hour() {
        for (int i = 0; i < 99; i++) {
            ended(NOW.minusSeconds(60), Duration.ofSeconds(2));
        }
        ended(NOW, Duration.ofSeconds(200));

        LastHour hour = delays.lastHour();

        assertThat(hour.count()).isEqualTo(100);
        near(hour.p50(), Duration.ofSeconds(2));
        near(hour.p99(), Duration.ofSeconds(2));
        assertThat(hour.minutes()).hasSize(60);
        Minute before = hour.minutes().get(58);
        assertThat(before.at()).isEqualTo(Instant.parse("2026-03-01T11:59:00Z"));
        assertThat(before.count()).isEqualTo(99);
        Minute last = hour.minutes().getLast();
        assertThat(last.count()).isEqualTo(1);
        near(last.p50(), Duration.ofSeconds(200));
        near(last.p99(), Duration.ofSeconds(200));
        assertThat(hour.minutes().getFirst())
                .isEqualTo(new Minute(Instant.parse("2026-03-01T11:01:00Z"), 0, Optional.empty(), Optional.empty()));
    }

    @Test
    void what_ended_more_than_an_hour_ago_does_not_count_also_when_it_is_read_now() {
        ended(NOW.minus(Duration.ofMinutes(61)), Duration.ofSeconds(1));
        assertThat(delays.lastHour().count()).isZero();

        ended(NOW, Duration.ofSeconds(1));
        clock.advance(Duration.ofMinutes(59));
        assertThat(delays.lastHour().count()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));

        LastHour hour = delays.lastHour();

        assertThat(hour.count()).isZero();
        assertThat(hour.p50()).isEmpty();
    }

    @Test
    void a_minute_is_not_mixed_with_the_one_an_hour_before() {
        ended(NOW, Duration.ofSeconds(100));
        clock.advance(Duration.ofHours(1));
        ended(NOW.plus(Duration.ofHours(1)), Duration.ofSeconds(1));

        assertThat(delays.lastHour().count()).isEqualTo(1);
        near(delays.lastHour().p99(), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void only_changes_that_users_made_count(Cause cause) {
        settle(Settlement.of(State.SYNCED, event(NOW.minusSeconds(3), cause), by(), NOW));

        assertThat(delays.lastHour().count()).isEqualTo(cause == Cause.NOTIFICATION || cause == Cause.SWEEP ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void only_what_sharepoint_got_counts(State state) {
        settle(Settlement.of(state, event(NOW.minusSeconds(3), Cause.SWEEP), by(), NOW));

        assertThat(delays.lastHour().count()).isEqualTo(state == State.SYNCED || state == State.REMOVED ? 1 : 0);
    }

    @Test
    void a_removal_whose_files_are_kept_has_not_ended() {
        settle(Settlement.of(State.REMOVED, event(NOW.minusSeconds(3), Cause.SWEEP), by(), NOW)
                .because(FailureCode.FILES_KEPT.name()));

        assertThat(delays.lastHour().count()).isZero();
    }

    @Test
    void a_fold_that_begins_anew_counts_nothing_twice() {
        ended(NOW, Duration.ofSeconds(1));
        delays.restarted();
        ended(NOW, Duration.ofSeconds(1));

        assertThat(delays.lastHour().count()).isEqualTo(1);
    }

    private void ended(Instant at, Duration delay) {
        settle(Settlement.of(State.SYNCED, event(at.minus(delay), Cause.NOTIFICATION), by(), at));
    }

    private void settle(Settlement end) {
        delays.settled("ann", SharePointState.UNKNOWN, SharePointState.UNKNOWN, Optional.of(end));
    }

    private static By by() {
        return By.decision("test", 1, NOW);
    }

    private static PhotoEvent event(Instant changed, Cause cause) {
        Data data = new Data(
                "ann@contoso.example", Optional.of("etag"), Optional.empty(), Optional.empty(), cause, changed);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, "ann", changed, data);
    }

    /** Within half a percent. */
    private static void near(Optional<Duration> found, Duration wanted) {
        assertThat(found.orElseThrow().toMillis())
                .isBetween(wanted.toMillis() * 199 / 200, wanted.toMillis() * 201 / 200 + 1);
    }
}
