package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static io.photosync.deadletter.Letters.failed;
import static io.photosync.deadletter.Letters.replaying;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.SinceSeen.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What replays and discards leave alone since it is not what the operator saw. */
class SinceSeenTest {
    private static final Instant NOW = NOON.plusSeconds(3_600);

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

    private static ReplayPlan replay(Seen seen, OpenDeadLetter... letters) {
        return ReplayPlan.of(new SelectedLetters(List.of(letters), List.of()), seen, 10, NOW);
    }

    private static DiscardPlan discard(Seen seen, OpenDeadLetter... letters) {
        return DiscardPlan.of(new SelectedLetters(List.of(letters), List.of()), seen, 10, NOW);
    }
}
