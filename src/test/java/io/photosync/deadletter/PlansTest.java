package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static io.photosync.deadletter.Letters.failed;
import static io.photosync.deadletter.Letters.replaying;
import static io.photosync.deadletter.Letters.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Lane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans of replays and discards. */
class PlansTest {
    @Test
    void one_user_goes_into_the_live_lane_and_more_into_the_bulk_lane() {
        assertThat(replay(10, failed("a", NOON)).lane()).isEqualTo(Lane.LIVE);
        assertThat(replay(10, failed("a", NOON), failed("b", NOON)).lane()).isEqualTo(Lane.BULK);
    }

    @Test
    void a_letter_being_replayed_is_counted_and_skipped() {
        ReplayPlan plan = replay(10, failed("a", NOON), replaying("b", NOON));

        assertThat(plan.letters()).extracting(OpenDeadLetter::key).containsExactly("a");
        assertThat(plan.alreadyReplaying()).isEqualTo(1);
    }

    @Test
    void a_letter_without_an_event_is_named() {
        ReplayPlan plan = replay(10, unreadable("photo-updated-3-17", NOON), failed("a", NOON));

        assertThat(plan.letters()).extracting(OpenDeadLetter::key).containsExactly("a");
        assertThat(plan.unreadable()).containsExactly("photo-updated-3-17");
    }

    @Test
    void more_than_the_bound_wait_for_the_next_request_and_still_go_into_the_bulk_lane() {
        ReplayPlan plan = replay(1, failed("a", NOON), failed("b", NOON), failed("c", NOON));

        assertThat(plan.letters()).extracting(OpenDeadLetter::key).containsExactly("a");
        assertThat(plan.left()).isEqualTo(2);
        assertThat(plan.lane()).isEqualTo(Lane.BULK);
    }

    @Test
    void a_discard_takes_unreadable_letters_too() {
        DiscardPlan plan = discard(Map.of(), unreadable("photo-updated-3-17", NOON), replaying("a", NOON));

        assertThat(plan.letters()).hasSize(2);
        assertThat(plan.conflicts()).isEmpty();
    }

    @Test
    void a_letter_at_another_offset_than_the_one_seen_is_a_conflict() {
        assertThat(discard(Map.of("a", 7L), failed("a", NOON)).conflicts()).isEmpty();
        assertThat(discard(Map.of("a@contoso.example", 6L), failed("a", NOON)).conflicts())
                .containsExactly(new DiscardPlan.Conflict("a@contoso.example", 6, Optional.of(7L)));
    }

    @Test
    void a_letter_that_was_seen_and_is_resolved_is_a_conflict() {
        assertThat(discard(Map.of("gone", 6L), failed("a", NOON)).conflicts())
                .containsExactly(new DiscardPlan.Conflict("gone", 6, Optional.empty()));
    }

    private static ReplayPlan replay(int atMost, OpenDeadLetter... letters) {
        return ReplayPlan.of(new SelectedLetters(List.of(letters), List.of()), atMost);
    }

    private static DiscardPlan discard(Map<String, Long> seen, OpenDeadLetter... letters) {
        return DiscardPlan.of(new SelectedLetters(List.of(letters), List.of()), seen, 10);
    }
}
