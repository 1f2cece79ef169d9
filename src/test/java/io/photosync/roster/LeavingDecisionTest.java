package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry.Leaving;
import io.photosync.event.RosterEntry.Leaving.What;
import io.photosync.roster.LeavingDecision.Action;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a decision about held leavers means. */
class LeavingDecisionTest {
    private static final Instant BEHIND = NOON.minusSeconds(300);

    @ParameterizedTest
    @EnumSource
    void all_who_were_held_are_meant_though_the_asked_replicas_clock_is_behind_the_leaders(Action action) {
        LeavingDecision decision = decision(action, BEHIND, Optional.of(NOON));

        assertThat(decision.means(leaver(NOON.minusSeconds(60)))).isTrue();
        assertThat(decision.means(leaver(NOON))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void who_began_to_leave_after_the_hold_was_seen_is_not_meant_though_that_clock_is_ahead(Action action) {
        LeavingDecision decision = decision(action, NOON.plusSeconds(300), Optional.of(NOON));

        assertThat(decision.means(leaver(NOON.plusMillis(1)))).isFalse();
    }

    @Test
    void a_release_means_everybody_who_was_refused_before() {
        Leaving refused = leaver(NOON).refuse();

        assertThat(decision(Action.RELEASE, BEHIND, Optional.empty()).means(refused))
                .isTrue();
        assertThat(decision(Action.RELEASE, BEHIND, Optional.of(BEHIND)).means(refused))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_decision_of_an_earlier_version_means_who_left_before_it(Action action) {
        LeavingDecision decision = decision(action, NOON, null);

        assertThat(decision.means(leaver(NOON))).isTrue();
        assertThat(decision.means(leaver(NOON.plusMillis(1)))).isFalse();
    }

    private static Leaving leaver(Instant since) {
        return new Leaving(What.TENANT, since, false);
    }

    private static LeavingDecision decision(Action action, Instant at, Optional<Instant> newest) {
        return new LeavingDecision("id", action, "ada", "why", at, newest);
    }
}
