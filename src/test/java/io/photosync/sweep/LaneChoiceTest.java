package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneChoiceTest {

    @Test
    void a_change_goes_into_the_live_lane() {
        assertThat(LaneChoice.of(false, false, true, false, true)).isEqualTo(LaneChoice.LIVE);
    }

    @Test
    void a_joiners_first_photo_is_a_change_once_the_tenant_is_known() {
        assertThat(LaneChoice.of(false, false, false, false, true)).isEqualTo(LaneChoice.LIVE);
    }

    @Test
    void in_a_tenants_first_round_those_who_were_never_synced_are_the_first_fill() {
        assertThat(LaneChoice.of(false, false, false, true, true)).isEqualTo(LaneChoice.BULK);
        assertThat(LaneChoice.of(false, false, true, true, true)).isEqualTo(LaneChoice.LIVE);
    }

    @Test
    void more_changes_than_a_rounds_share_are_a_mass_and_no_people() {
        assertThat(LaneChoice.of(false, false, true, false, false)).isEqualTo(LaneChoice.BULK);
    }

    @Test
    void a_photo_that_waits_goes_on_waiting() {
        assertThat(LaneChoice.of(true, true, false, true, true)).isEqualTo(LaneChoice.WAITS);
        assertThat(LaneChoice.of(true, true, true, false, true)).isEqualTo(LaneChoice.WAITS);
    }

    @Test
    void who_changes_the_photo_while_waiting_need_not_wait_any_more() {
        assertThat(LaneChoice.of(true, false, false, true, true)).isEqualTo(LaneChoice.LIVE);
    }
}
