package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.webhook.HintBackpressure.Admitted;
import io.photosync.webhook.HintBackpressure.Change;
import io.photosync.webhook.HintBackpressure.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HintBackpressureTest {
    private final Instant now = Instant.parse("2026-03-23T10:00:00Z");
    private final HintBackpressure backpressure = new HintBackpressure(10);

    @Test
    void waiting_hints_are_limited() {
        // Given
        backpressure.enter(8, now);

        // When
        HintBackpressure.Admission third = backpressure.enter(3, now);
        backpressure.acknowledged();
        HintBackpressure.Admission afterOne = backpressure.enter(3, now);

        // Then
        assertThat(third).isInstanceOf(Refused.class);
        assertThat(afterOne).isInstanceOf(Admitted.class);
        assertThat(backpressure.waiting()).isEqualTo(10);
    }

    @Test
    void a_body_above_the_limit_passes_alone() {
        // When
        HintBackpressure.Admission large = backpressure.enter(50, now);
        HintBackpressure.Admission next = backpressure.enter(1, now);

        // Then
        assertThat(large).isInstanceOf(Admitted.class);
        assertThat(next).isInstanceOf(Refused.class);
    }

    @Test
    void while_kafka_fails_one_trial_a_second_passes() {
        // Given
        backpressure.enter(1, now);
        backpressure.failed(now);

        // When
        HintBackpressure.Admission atOnce = backpressure.enter(1, now);
        HintBackpressure.Admission trial = backpressure.enter(1, now.plusSeconds(1));
        HintBackpressure.Admission second = backpressure.enter(1, now.plusSeconds(1));

        // Then
        assertThat(atOnce).isInstanceOf(Refused.class);
        assertThat(trial).isInstanceOf(Admitted.class);
        assertThat(second).isInstanceOf(Refused.class);
    }

    @Test
    void the_first_acknowledged_hint_ends_the_refusals() {
        // Given
        backpressure.enter(2, now);
        Change began = backpressure.timedOut(now);
        Change again = backpressure.failed(now);

        // When
        Change opened = backpressure.acknowledged();

        // Then
        assertThat(began).isEqualTo(Change.FAILING);
        assertThat(again).isEqualTo(Change.NONE);
        assertThat(opened).isEqualTo(Change.RECOVERED);
        assertThat(backpressure.enter(5, now)).isInstanceOf(Admitted.class);
    }
}
