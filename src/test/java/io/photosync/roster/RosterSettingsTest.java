package io.photosync.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RosterSettingsTest {

    @Test
    void the_directory_is_asked_every_five_minutes_and_leavers_are_kept_for_thirty_days() {
        RosterSettings defaults = DefaultSettings.of(RosterSettings.class);

        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.fullEvery()).isEqualTo(Duration.ofDays(7));
        assertThat(defaults.forgetAfter()).isEqualTo(Duration.ofDays(30));
    }
}
