package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static io.photosync.deadletter.Letters.failed;
import static io.photosync.deadletter.Letters.replaying;
import static io.photosync.deadletter.Letters.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {

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

    private static ReplayPlan replay(int atMost, OpenDeadLetter... letters) {
        return ReplayPlan.of(
                new SelectedLetters(List.of(letters), List.of()), Seen.NOTHING, atMost, NOON.plusSeconds(3_600));
    }
}
