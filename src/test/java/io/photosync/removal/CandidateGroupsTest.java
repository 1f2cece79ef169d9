package io.photosync.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState.Underway;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a decision of noon covers. There are three candidates, since the minute in their name. */
class CandidateGroupsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RemovalCandidate AT_59 = candidate("at 59", -1);
    private static final RemovalCandidate AT_01 = candidate("at 01", 1);
    private static final RemovalCandidate AT_08 = candidate("at 08", 8);
    private static final List<RemovalCandidate> ALL = List.of(AT_59, AT_01, AT_08);

    @Test
    void without_a_decision_all_candidates_are_left_to_the_guard() {
        CandidateGroups groups = CandidateGroups.of(Optional.empty(), ALL, Optional.of(NOON), candidate -> false);

        assertThat(groups.decided()).isEmpty();
        assertThat(groups.undecided()).isEqualTo(ALL);
    }

    @Test
    void a_candidate_found_after_the_decision_is_left_to_the_guard() {
        for (Action action : Action.values()) {
            CandidateGroups groups = groups(action, 100, Optional.of(minute(-60)));

            assertThat(groups.decided()).containsExactly(AT_59);
            assertThat(groups.undecided()).containsExactly(AT_01, AT_08);
        }
    }

    @Test
    void all_who_were_held_are_covered_though_the_asked_replicas_clock_is_behind_the_leaders() {
        for (Action action : Action.values()) {
            CandidateGroups groups = groups(decision(action, minute(-5), Optional.of(minute(1))), 100);

            assertThat(groups.decided()).containsExactly(AT_59, AT_01);
            assertThat(groups.undecided()).containsExactly(AT_08);
        }
    }

    @Test
    void a_candidate_found_after_the_hold_was_seen_is_left_to_the_guard_though_that_clock_is_ahead() {
        for (Action action : Action.values()) {
            CandidateGroups groups = groups(decision(action, minute(10), Optional.of(minute(-1))), 100);

            assertThat(groups.decided()).containsExactly(AT_59);
            assertThat(groups.undecided()).containsExactly(AT_01, AT_08);
        }
    }

    @Test
    void until_a_leader_has_seen_all_users_all_candidates_count_as_held() {
        for (Action action : Action.values()) {
            assertThat(groups(action, 100, Optional.empty()).decided()).isEqualTo(ALL);
        }
    }

    @Test
    void once_it_has_a_candidate_found_later_is_left_to_the_guard() {
        CandidateGroups groups = groups(Action.REFUSE, 100, Optional.of(minute(5)));

        assertThat(groups.decided()).containsExactly(AT_59, AT_01);
        assertThat(groups.undecided()).containsExactly(AT_08);
    }

    @Test
    void no_more_pass_than_were_released_though_any_number_is_refused() {
        CandidateGroups released = groups(Action.RELEASE, 2, Optional.empty());
        CandidateGroups refused = groups(Action.REFUSE, 2, Optional.empty());

        assertThat(released.decided()).containsExactly(AT_59, AT_01);
        assertThat(released.undecided()).containsExactly(AT_08);
        assertThat(refused.decided()).isEqualTo(ALL);
    }

    @Test
    void a_removal_that_was_published_before_is_neither_judged_again_nor_uses_up_the_release() {
        CandidateGroups groups =
                CandidateGroups.of(underway(Action.RELEASE, 1), ALL, Optional.empty(), candidate -> candidate == AT_59);

        assertThat(groups.published()).containsExactly(AT_59);
        assertThat(groups.decided()).containsExactly(AT_01);
        assertThat(groups.undecided()).containsExactly(AT_08);
    }

    @Test
    void after_a_refusal_the_refused_are_not_asked_about_in_the_same_turn() {
        // Given
        CandidateGroups groups = groups(Action.REFUSE, 100, Optional.of(minute(5)));

        // When
        CandidateGroups rest = groups.withoutDecided();

        // Then
        assertThat(rest.decided()).isEmpty();
        assertThat(rest.undecided()).containsExactly(AT_08);
        assertThat(rest.undecidedNames()).containsExactly("at 08@contoso.example");
    }

    @Test
    void the_newest_of_the_undecided_was_found_last() {
        assertThat(groups(Action.REFUSE, 100, Optional.of(minute(-60))).newest())
                .contains(minute(8));
        assertThat(groups(Action.REFUSE, 100, Optional.empty()).newest()).isEmpty();
    }

    private static CandidateGroups groups(Action action, int left, Optional<Instant> complete) {
        return CandidateGroups.of(underway(action, left), ALL, complete, candidate -> false);
    }

    /** Of a leader that has seen all users long before. */
    private static CandidateGroups groups(OperatorDecision decision, int left) {
        return CandidateGroups.of(
                Optional.of(new Underway(decision, left)), ALL, Optional.of(minute(-60)), candidate -> false);
    }

    /** As an earlier version writes it. */
    private static Optional<Underway> underway(Action action, int left) {
        return Optional.of(new Underway(decision(action, NOON, Optional.empty()), left));
    }

    private static OperatorDecision decision(Action action, Instant at, Optional<Instant> newest) {
        return new OperatorDecision("order", action, "olga", "why", at, Optional.empty(), newest);
    }

    private static RemovalCandidate candidate(String name, int minute) {
        return new RemovalCandidate(
                name, name + "@contoso.example", Cause.SWEEP, minute(minute), minute(minute), Optional.empty());
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }
}
