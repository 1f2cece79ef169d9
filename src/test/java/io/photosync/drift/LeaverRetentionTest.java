package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Mode;
import io.photosync.roster.RosterSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaverRetentionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void files_go_three_checks_before_the_person_is_forgotten() {
        LeaverRetention rules = rules(true, Mode.SYNC, Duration.ofDays(30));

        assertThat(rules.due(NOON, NOON.plus(Duration.ofDays(27)).minusSeconds(1)))
                .isFalse();
        assertThat(rules.due(NOON, NOON.plus(Duration.ofDays(27)))).isTrue();
    }

    @Test
    void where_people_are_forgotten_sooner_than_that_files_go_at_once() {
        assertThat(rules(true, Mode.SYNC, Duration.ofDays(2)).due(NOON, NOON)).isTrue();
    }

    @Test
    void files_that_cannot_be_deleted_keep_a_person_known_for_as_long_again() {
        LeaverRetention rules = rules(true, Mode.SYNC, Duration.ofDays(30));

        assertThat(rules.givenUp(NOON, NOON.plus(Duration.ofDays(60)).minusSeconds(1)))
                .isFalse();
        assertThat(rules.givenUp(NOON, NOON.plus(Duration.ofDays(60)))).isTrue();
    }

    @Test
    void who_only_observes_or_does_not_check_deletes_nothing() {
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
