package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ledger.Mode;
import io.photosync.roster.RosterSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaverRetentionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void files_are_deleted_three_checks_before_the_user_is_forgotten() {
        LeaverRetention rules = rules(true, Mode.SYNC, Duration.ofDays(30));

        assertThat(rules.due(NOON, NOON.plus(Duration.ofDays(27)).minusSeconds(1)))
                .isFalse();
        assertThat(rules.due(NOON, NOON.plus(Duration.ofDays(27)))).isTrue();
    }

    @Test
    void where_users_are_forgotten_sooner_files_are_deleted_at_once() {
        assertThat(rules(true, Mode.SYNC, Duration.ofDays(2)).due(NOON, NOON)).isTrue();
    }

    @Test
    void files_that_cannot_be_deleted_delay_forgetting_by_the_same_time_again() {
        LeaverRetention rules = rules(true, Mode.SYNC, Duration.ofDays(30));

        assertThat(rules.givenUp(NOON, NOON.plus(Duration.ofDays(60)).minusSeconds(1)))
                .isFalse();
        assertThat(rules.givenUp(NOON, NOON.plus(Duration.ofDays(60)))).isTrue();
    }

    @Test
    void nothing_is_deleted_in_observe_mode_or_without_checks() {
        assertThat(rules(true, Mode.SYNC, Duration.ofDays(30)).deleting()).isTrue();
        assertThat(rules(true, Mode.OBSERVE, Duration.ofDays(30)).deleting()).isFalse();
        assertThat(rules(false, Mode.SYNC, Duration.ofDays(30)).deleting()).isFalse();
    }

    private static LeaverRetention rules(boolean checking, Mode mode, Duration forgetAfter) {
        return new LeaverRetention(new Daily(checking), new Forgetting(forgetAfter), () -> mode);
    }

    private record Daily(boolean enabled) implements DriftSettings {
        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }

        @Override
        public int changedAtMost() {
            return 100;
        }
    }

    private record Forgetting(Duration forgetAfter) implements RosterSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration fullEvery() {
            return Duration.ofDays(7);
        }
    }
}
