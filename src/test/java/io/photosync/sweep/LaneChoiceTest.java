package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sweep.SweepPublisher.LaneChoice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneChoiceTest {
    private static final Optional<String> NOT_WAITING = Optional.empty();

    @Test
    void a_change_goes_into_the_live_lane() {
        assertThat(LaneChoice.of(NOT_WAITING, "e1", true, false, true)).isEqualTo(LaneChoice.LIVE);
    }

    @Test
    void a_joiners_first_photo_is_a_change_once_the_tenant_is_known() {
        assertThat(LaneChoice.of(NOT_WAITING, "e1", false, false, true)).isEqualTo(LaneChoice.LIVE);
    }

    @Test
    void in_a_tenants_first_pass_users_who_were_never_synced_are_the_first_fill() {
        assertThat(LaneChoice.of(NOT_WAITING, "e1", false, true, true)).isEqualTo(LaneChoice.BULK);
        assertThat(LaneChoice.of(NOT_WAITING, "e1", true, true, true)).isEqualTo(LaneChoice.LIVE);
    }

    @Test
    void more_changes_than_the_live_share_of_a_pass_are_a_batch_job() {
        assertThat(LaneChoice.of(NOT_WAITING, "e1", true, false, false)).isEqualTo(LaneChoice.BULK);
    }

    @Test
    void a_waiting_photo_continues_to_wait() {
        assertThat(LaneChoice.of(Optional.of("e1"), "e1", false, true, true)).isEqualTo(LaneChoice.WAITS);
        assertThat(LaneChoice.of(Optional.of("e1"), "e1", true, false, true)).isEqualTo(LaneChoice.WAITS);
    }

    @Test
    void a_user_who_changes_the_photo_while_waiting_goes_live() {
        assertThat(LaneChoice.of(Optional.of("e1"), "e2", false, true, true)).isEqualTo(LaneChoice.LIVE);
    }
}
