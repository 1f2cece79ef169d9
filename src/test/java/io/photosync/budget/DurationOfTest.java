package io.photosync.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import io.photosync.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long many requests take, by the limits alone. */
class DurationOfTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Budget budget = new Budget(
            clock,
            new SmallRyeConfigBuilder()
                    .withMapping(BudgetSettings.class)
                    .withDefaultValues(Map.of(
                            "photosync.sharepoint.units-per-minute", "1000",
                            "photosync.sharepoint.units-per-day", "100000",
                            "photosync.sharepoint.profile-calls-per-five-minutes", "1000"))
                    .build()
                    .getConfigMapping(BudgetSettings.class));

    @Test
    void the_tightest_limit_decides_without_what_is_reserved_for_live_changes() {
        assertThat(minutes(9_800, 0)).isEqualTo(10);
        assertThat(minutes(9_800, 9_800)).isEqualTo(50);
    }

    @Test
    void a_share_of_the_partitions_changes_nothing_since_the_others_work_too() {
        budget.share(0.25);

        assertThat(minutes(9_800, 0)).isEqualTo(10);
    }

    @Test
    void a_pause_that_the_service_asked_for_comes_first() {
        budget.pauseFor(MicrosoftService.SHAREPOINT, Duration.ofMinutes(5));

        assertThat(minutes(9_800, 0)).isEqualTo(15);
    }

    @Test
    void what_does_not_fit_into_the_day_waits_for_the_next() throws Exception {
        assertThat(minutes(89_000, 0)).isLessThan(100);
        budget.acquire(
                new RequestCost(MicrosoftService.SHAREPOINT, 2_000, 0),
                io.photosync.call.CallContext.within(io.photosync.call.Priority.LIVE, Duration.ofSeconds(1), clock));

        assertThat(minutes(89_000, 0)).isGreaterThan(24 * 60 - 10);
    }

    private long minutes(int units, int profileCalls) {
        return budget.durationOf(new RequestCost(MicrosoftService.SHAREPOINT, units, profileCalls))
                .plusMillis(500)
                .toMinutes();
    }
}
