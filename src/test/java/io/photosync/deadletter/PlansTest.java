package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static io.photosync.deadletter.Letters.failed;
import static io.photosync.deadletter.Letters.replaying;
import static io.photosync.deadletter.Letters.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.SinceSeen.Conflict;
import io.photosync.event.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans of replays and discards. */
class PlansTest {
    private static final Instant NOW = NOON.plusSeconds(3_600);

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
    void letters_whose_replay_was_skipped_let_the_others_pass() {
        OpenDeadLetter[] letters = {
            Letters.tried("a", NOON, NOON.plusSeconds(600)),
            Letters.tried("b", NOON.plusSeconds(1), NOON.plusSeconds(500)),
            failed("c", NOON.plusSeconds(300))
        };

        assertThat(replay(2, letters).letters()).extracting(OpenDeadLetter::key).containsExactly("c", "b");
    }

    @Test
    void an_attempt_before_the_failure_says_nothing_of_the_letter() {
        OpenDeadLetter earlier = Letters.tried("a", NOON.plusSeconds(10), NOON);

        assertThat(earlier.tried()).isEmpty();
        assertThat(replay(1, failed("b", NOON.plusSeconds(11)), earlier).letters())
                .extracting(OpenDeadLetter::key)
                .containsExactly("a");
    }

    @Test
    void a_discard_takes_unreadable_letters_too() {
        DiscardPlan plan = discard(Seen.NOTHING, unreadable("photo-updated-3-17", NOON), replaying("a", NOON));

        assertThat(plan.letters()).hasSize(2);
    }

    @Test
    void a_letter_at_another_offset_than_the_one_seen_is_a_conflict() {
        assertThat(conflicts(Map.of("a", 7L), failed("a", NOON))).isEmpty();
        assertThat(conflicts(Map.of("a@contoso.example", 6L), failed("a", NOON)))
                .containsExactly(new Conflict("a@contoso.example", 6, Optional.of(7L)));
    }

    @Test
    void a_letter_that_was_seen_and_is_resolved_is_a_conflict() {
        assertThat(conflicts(Map.of("gone", 6L), failed("a", NOON)))
                .containsExactly(new Conflict("gone", 6, Optional.empty()));
    }

    @Test
    void a_letter_that_failed_again_after_the_look_is_a_conflict_where_its_offset_was_seen() {
        Seen seen = new Seen(Map.of("a", 6L), Optional.of(NOON.minusSeconds(1)), Optional.empty());

        assertThat(replay(seen, failed("a", NOON)).sinceSeen().conflicts())
                .containsExactly(new Conflict("a", 6, Optional.of(7L)));
    }

    @Test
    void letters_that_failed_after_the_moment_of_looking_are_left_out_and_counted() {
        Seen seen = seen(NOON, 2);
        OpenDeadLetter[] letters = {failed("old", NOON.minusSeconds(1)), failed("a", NOON), failed("new", after(NOON))};

        ReplayPlan replay = replay(seen, letters);
        DiscardPlan discard = discard(seen, letters);

        assertThat(replay.letters()).extracting(OpenDeadLetter::key).containsExactly("old", "a");
        assertThat(discard.letters()).extracting(OpenDeadLetter::key).containsExactly("old", "a");
        assertThat(replay.sinceSeen()).isEqualTo(new SinceSeen(NOW, 2, 1, 0, 0, List.of()));
        assertThat(discard.sinceSeen()).isEqualTo(replay.sinceSeen());
        assertThat(replay.left()).isZero();
    }

    @Test
    void a_set_that_shrank_is_told_also_where_others_came() {
        Seen seen = seen(NOON, 4);

        SinceSeen now = replay(seen, failed("a", NOON), replaying("b", NOON), failed("new", after(NOON)))
                .sinceSeen();

        assertThat(now).isEqualTo(new SinceSeen(NOW, 2, 1, 2, 0, List.of()));
    }

    @Test
    void letters_that_nobody_saw_are_told_though_a_clock_behind_ours_dated_them_before_the_look() {
        OpenDeadLetter[] letters = {failed("a", NOON), failed("unseen", NOON.minusSeconds(1)), failed("b", NOON)};

        assertThat(replay(seen(NOON, 2), letters).sinceSeen().more()).isEqualTo(1);
        assertThat(discard(seen(NOON, 2), letters).sinceSeen().more()).isEqualTo(1);
        assertThat(discard(seen(NOON, 3), letters).sinceSeen().more()).isZero();
    }

    @Test
    void more_than_expected_says_nothing_where_the_moment_of_looking_is_not_known() {
        Seen seen = new Seen(Map.of(), Optional.empty(), Optional.of(0));

        assertThat(discard(seen, failed("a", NOON)).sinceSeen().more()).isZero();
    }

    private static Instant after(Instant time) {
        return time.plusNanos(1);
    }

    private static Seen seen(Instant at, int expected) {
        return new Seen(Map.of(), Optional.of(at), Optional.of(expected));
    }

    private static List<Conflict> conflicts(Map<String, Long> offsets, OpenDeadLetter... letters) {
        Seen seen = new Seen(offsets, Optional.empty(), Optional.empty());
        List<Conflict> conflicts = discard(seen, letters).sinceSeen().conflicts();
        assertThat(replay(seen, letters).sinceSeen().conflicts()).isEqualTo(conflicts);
        return conflicts;
    }

    private static ReplayPlan replay(int atMost, OpenDeadLetter... letters) {
        return ReplayPlan.of(new SelectedLetters(List.of(letters), List.of()), Seen.NOTHING, atMost, NOW);
    }

    private static ReplayPlan replay(Seen seen, OpenDeadLetter... letters) {
        return ReplayPlan.of(new SelectedLetters(List.of(letters), List.of()), seen, 10, NOW);
    }

    private static DiscardPlan discard(Seen seen, OpenDeadLetter... letters) {
        return DiscardPlan.of(new SelectedLetters(List.of(letters), List.of()), seen, 10, NOW);
    }
}
