package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.webhook.HintBackpressure.Admitted;
import io.photosync.webhook.HintBackpressure.Change;
import io.photosync.webhook.HintBackpressure.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HintBackpressureTest {
    private final Instant now = Instant.parse("2026-03-23T10:00:00Z");
    private final HintBackpressure gate = new HintBackpressure(10);

    @Test
    void no_more_wait_than_may() {
        // Given
        gate.enter(8, now);

        // When
        HintBackpressure.Admission third = gate.enter(3, now);
        gate.taken();
        HintBackpressure.Admission afterOne = gate.enter(3, now);

        // Then
        assertThat(third).isInstanceOf(Refused.class);
        assertThat(afterOne).isInstanceOf(Admitted.class);
        assertThat(gate.waiting()).isEqualTo(10);
    }

    @Test
    void a_body_larger_than_the_bound_goes_alone() {
        // When
        HintBackpressure.Admission large = gate.enter(50, now);
        HintBackpressure.Admission next = gate.enter(1, now);

        // Then
        assertThat(large).isInstanceOf(Admitted.class);
        assertThat(next).isInstanceOf(Refused.class);
    }

    @Test
    void while_kafka_fails_one_trial_a_second_goes_through() {
        // Given
        gate.enter(1, now);
        gate.failed(now);

        // When
        HintBackpressure.Admission atOnce = gate.enter(1, now);
        HintBackpressure.Admission trial = gate.enter(1, now.plusSeconds(1));
        HintBackpressure.Admission second = gate.enter(1, now.plusSeconds(1));

        // Then
        assertThat(atOnce).isInstanceOf(Refused.class);
        assertThat(trial).isInstanceOf(Admitted.class);
        assertThat(second).isInstanceOf(Refused.class);
    }

    @Test
    void whatever_kafka_takes_opens_the_gate_again() {
        // Given
        gate.enter(2, now);
        Change began = gate.late(now);
        Change again = gate.failed(now);

        // When
        Change opened = gate.taken();

        // Then
        assertThat(began).isEqualTo(Change.BEGAN_TO_FAIL);
        assertThat(again).isEqualTo(Change.NONE);
        assertThat(opened).isEqualTo(Change.FLOWS_AGAIN);
        assertThat(gate.enter(5, now)).isInstanceOf(Admitted.class);
        assertThat(gate.failing()).isFalse();
    }
}
