package io.photosync.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.budget.Limit.Counted;
import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitUsageTest {
    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final LimitUsage limitUsage =
            new LimitUsage(new Limit("units", 1_000, Duration.ofMinutes(1), Counted.UNITS, 0.02, true, true));

    @Test
    void a_lower_count_of_what_is_left_is_believed_until_its_reset() {
        // Given
        spend(100);

        // When
        limitUsage.reconcile(1_000, 10, Duration.ofSeconds(20), now);

        // Then
        assertThat(used(now)).isEqualTo(990);
        assertThat(used(now.plusSeconds(21))).isEqualTo(100);
    }

    @Test
    void a_higher_count_of_what_is_left_is_not_believed() {
        // Given
        spend(900);

        // When
        limitUsage.reconcile(1_000, 200, Duration.ofSeconds(20), now);

        // Then
        assertThat(used(now)).isEqualTo(900);
    }

    @Test
    void a_lower_limit_than_the_set_one_is_taken_over_and_a_higher_one_is_not() {
        // Given
        limitUsage.reconcile(800, 800, Duration.ofSeconds(20), now);
        long lower = limitUsage.state(now).limit();

        // When
        limitUsage.reconcile(5_000, 5_000, Duration.ofSeconds(20), now);

        // Then
        assertThat(lower).isEqualTo(800);
        assertThat(limitUsage.state(now).limit()).isEqualTo(1_000);
    }

    @Test
    void a_replica_that_gives_partitions_away_gives_their_past_with_them() {
        // Given
        spend(800);

        // When
        limitUsage.share(0.5, now);

        // Then
        assertThat(limitUsage.state(now).limit()).isEqualTo(500);
        assertThat(used(now)).isEqualTo(400);
    }

    @Test
    void a_replica_that_joins_takes_the_others_to_have_spent_evenly() {
        // When
        limitUsage.joinOthers(0.5, now);

        // Then
        assertThat(used(now)).isEqualTo(500);
        assertThat(used(now.plusSeconds(30))).isBetween(245L, 260L);
    }

    @Test
    void a_replica_without_partitions_keeps_a_little() {
        // When
        limitUsage.share(0, now);

        // Then
        assertThat(limitUsage.state(now).limit()).isEqualTo(20);
    }

    @Test
    void the_moment_without_partitions_between_two_assignments_moves_nothing() {
        // Given
        spend(7);
        limitUsage.share(0, now);

        // When
        limitUsage.share(1, now);

        // Then
        assertThat(used(now)).isEqualTo(7);
    }

    @Test
    void a_cost_above_the_limit_is_permitted_when_nothing_else_was_spent() {
        // Given
        RequestCost requestCost = new RequestCost(MicrosoftService.SHAREPOINT, 2_000, 0);

        // When
        Instant empty = limitUsage.earliest(requestCost, Urgency.MUST_NOT_WAIT, now);
        spend(1);

        // Then
        assertThat(empty).isEqualTo(now);
        assertThat(limitUsage.earliest(requestCost, Urgency.MUST_NOT_WAIT, now)).isAfter(now.plusSeconds(59));
    }

    @Test
    void requests_that_can_wait_are_spread_evenly_from_the_first_second() {
        // Given
        RequestCost requestCost = new RequestCost(MicrosoftService.SHAREPOINT, 2, 0);
        int granted = 0;

        // When
        while (!limitUsage.earliest(requestCost, Urgency.CAN_WAIT, now).isAfter(now)) {
            limitUsage.record(requestCost, Urgency.CAN_WAIT, now);
            granted++;
        }

        // Then
        assertThat(granted).isBetween(5, 12);
        assertThat(limitUsage.earliest(requestCost, Urgency.CAN_WAIT, now)).isBefore(now.plusMillis(250));
        assertThat(limitUsage.earliest(requestCost, Urgency.MUST_NOT_WAIT, now)).isEqualTo(now);
    }

    private void spend(int units) {
        limitUsage.record(new RequestCost(MicrosoftService.SHAREPOINT, units, 0), Urgency.MUST_NOT_WAIT, now);
    }

    private long used(Instant at) {
        return limitUsage.state(at).used();
    }
}
