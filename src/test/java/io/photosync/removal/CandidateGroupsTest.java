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

/** Whom an order of noon is about. Three people are suspected, from the minute in their name on. */
class CandidateGroupsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RemovalCandidate AT_59 = suspect("at 59", -1);
    private static final RemovalCandidate AT_01 = suspect("at 01", 1);
    private static final RemovalCandidate AT_08 = suspect("at 08", 8);
    private static final List<RemovalCandidate> ALL = List.of(AT_59, AT_01, AT_08);

    @Test
    void without_an_order_everybody_is_judged_alike() {
        CandidateGroups people = CandidateGroups.of(Optional.empty(), ALL, Optional.of(NOON), suspect -> false);

        assertThat(people.ordered()).isEmpty();
        assertThat(people.others()).isEqualTo(ALL);
    }

    @Test
    void whoever_is_suspected_after_the_order_is_judged_on_their_own() {
        for (Action action : Action.values()) {
            CandidateGroups people = people(action, 100, Optional.of(minute(-60)));

            assertThat(people.ordered()).containsExactly(AT_59);
            assertThat(people.others()).containsExactly(AT_01, AT_08);
        }
    }

    @Test
    void a_leader_that_has_not_seen_everybody_yet_takes_all_whom_it_finds_for_those_who_were_held() {
        for (Action action : Action.values()) {
            assertThat(people(action, 100, Optional.empty()).ordered()).isEqualTo(ALL);
        }
    }

    @Test
    void once_it_has_whoever_is_found_later_is_judged_on_their_own() {
        CandidateGroups people = people(Action.REFUSE, 100, Optional.of(minute(5)));

        assertThat(people.ordered()).containsExactly(AT_59, AT_01);
        assertThat(people.others()).containsExactly(AT_08);
    }

    @Test
    void no_more_pass_than_were_released_though_any_number_is_refused() {
        CandidateGroups released = people(Action.RELEASE, 2, Optional.empty());
        CandidateGroups refused = people(Action.REFUSE, 2, Optional.empty());

        assertThat(released.ordered()).containsExactly(AT_59, AT_01);
        assertThat(released.others()).containsExactly(AT_08);
        assertThat(refused.ordered()).isEqualTo(ALL);
    }

    @Test
    void whose_removal_passed_before_is_neither_judged_again_nor_uses_up_what_was_released() {
        CandidateGroups people =
                CandidateGroups.of(underway(Action.RELEASE, 1), ALL, Optional.empty(), suspect -> suspect == AT_59);

        assertThat(people.again()).containsExactly(AT_59);
        assertThat(people.ordered()).containsExactly(AT_01);
        assertThat(people.others()).containsExactly(AT_08);
    }

    private static CandidateGroups people(Action action, int left, Optional<Instant> whole) {
        return CandidateGroups.of(underway(action, left), ALL, whole, suspect -> false);
    }

    private static Optional<Underway> underway(Action action, int left) {
        return Optional.of(
                new Underway(new OperatorDecision("order", action, "olga", "why", NOON, Optional.empty()), left));
    }

    private static RemovalCandidate suspect(String name, int minute) {
        return new RemovalCandidate(
                name, name + "@contoso.example", Cause.SWEEP, minute(minute), minute(minute), false);
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }
}
