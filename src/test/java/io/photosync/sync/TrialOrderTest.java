package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialOrderTest {
    private final TrialOrder order = new TrialOrder();

    @Test
    void a_user_who_has_not_failed_goes_before_one_who_has() {
        assertThat(order.prefers("failed", true)).isFalse();
        assertThat(order.prefers("fresh", false)).isTrue();
    }

    @Test
    void after_all_have_failed_each_is_tried_once_before_any_is_tried_again() {
        order.started("ada", true);

        assertThat(order.prefers("ada", true)).isFalse();
        assertThat(order.prefers("bo", true)).isTrue();

        order.started("bo", true);
        order.started("ada", true);

        assertThat(order.prefers("bo", true)).isTrue();
    }

    @Test
    void nothing_of_one_outage_is_remembered_in_the_next() {
        order.started("ada", true);
        order.over();

        assertThat(order.prefers("ada", false)).isTrue();
        assertThat(order.prefers("bo", true)).isFalse();
    }
}
