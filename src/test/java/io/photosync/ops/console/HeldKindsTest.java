package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.masschange.MassChangeDecision;
import io.photosync.ops.console.HeldGroup.Choice;
import io.photosync.ops.console.HeldGroup.Effect;
import io.photosync.ops.removal.MassChangeView;
import io.photosync.ops.status.LeavingStatus;
import io.photosync.ops.status.RemovalsStatus;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.roster.LeavingDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the page of held changes says of each kind, and which decisions it offers. */
class HeldKindsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Effect NONE = request -> {};

    @Test
    void held_removals_are_released_or_refused() {
        HeldGroup group = removals(held(2, "ada", "bob"), 2);

        assertThat(group.status().kind()).isEqualTo("warn");
        assertThat(decisions(group)).containsExactly(HeldDecision.RELEASE, HeldDecision.REFUSE);
        assertThat(decisions(removals(passing(Optional.empty()), 0))).isEmpty();
    }

    @Test
    void a_release_in_progress_can_be_stopped_however_few_are_left() {
        HeldGroup group = removals(passing(Optional.of(order(5))), 5);

        assertThat(group.status().word()).isEqualTo("Being carried out");
        assertThat(decisions(group)).containsExactly(HeldDecision.REFUSE);
        assertThat(seen(group)).isEqualTo(seen(removals(passing(Optional.of(order(4))), 4)));
    }

    @Test
    void another_hold_other_users_or_a_decision_are_not_what_was_seen() {
        String seen = seen(removals(held(2, "ada", "bob"), 2));

        assertThat(seen).isEqualTo(seen(removals(held(2, "bob", "ada"), 2)));
        assertThat(seen).isNotEqualTo(seen(removals(held(2, "ada", "eve"), 2)));
        assertThat(seen).isNotEqualTo(seen(removals(held(3, "ada", "bob", "eve"), 3)));
        assertThat(seen)
                .isNotEqualTo(seen(removals(
                        new RemovalsStatus.State(
                                "held", Optional.of(NOON.plusSeconds(1)), 2, List.of("ada", "bob"), Optional.empty()),
                        2)));
        assertThat(seen)
                .isNotEqualTo(seen(removals(
                        new RemovalsStatus.State(
                                "held", Optional.of(NOON), 2, List.of("ada", "bob"), Optional.of(order(2))),
                        2)));
    }

    @Test
    void refused_leavers_can_be_released_and_are_no_good_news() {
        HeldGroup group = leavers(0, 12, Optional.empty());

        assertThat(group.status().kind()).isNotEqualTo("ok");
        assertThat(group.status().text()).contains("12 users kept managed by a refusal");
        assertThat(group.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.decision()).isEqualTo(HeldDecision.RELEASE);
            assertThat(choice.users()).isEqualTo(12);
        });
    }

    @Test
    void a_release_of_leavers_takes_those_who_were_refused_before() {
        HeldGroup group = leavers(3, 12, Optional.empty());

        assertThat(group.choices()).extracting(Choice::users).containsExactly(15, 3);
        assertThat(decisions(leavers(0, 0, Optional.empty()))).isEmpty();
        assertThat(decisions(leavers(3, 0, Optional.of(LeavingDecision.Action.RELEASE))))
                .containsExactly(HeldDecision.REFUSE);
    }

    @Test
    void a_refused_photo_is_no_good_news_and_can_be_released() {
        HeldGroup group = photo(7, Optional.of(MassChangeDecision.Action.REFUSE));

        assertThat(group.status().kind()).isEqualTo("idle");
        assertThat(group.status().text()).isEqualTo("the old picture stays for 7 users");
        assertThat(decisions(group)).containsExactly(HeldDecision.RELEASE);
        assertThat(group.decided()).hasValue("refuse by ada: a silhouette");
    }

    @Test
    void a_released_photo_can_be_refused() {
        assertThat(decisions(photo(0, Optional.of(MassChangeDecision.Action.RELEASE))))
                .containsExactly(HeldDecision.REFUSE);
        assertThat(photo(7, Optional.of(MassChangeDecision.Action.RELEASE))
                        .status()
                        .kind())
                .isEqualTo("info");
    }

    @Test
    void a_held_photo_is_released_or_refused_and_a_decision_makes_a_difference() {
        HeldGroup held = photo(7, Optional.empty());

        assertThat(held.status().kind()).isEqualTo("warn");
        assertThat(decisions(held)).containsExactly(HeldDecision.RELEASE, HeldDecision.REFUSE);
        assertThat(seen(held)).isNotEqualTo(seen(photo(7, Optional.of(MassChangeDecision.Action.REFUSE))));
    }

    private static List<HeldDecision> decisions(HeldGroup group) {
        return group.choices().stream().map(Choice::decision).toList();
    }

    private static String seen(HeldGroup group) {
        return group.choices().getFirst().seen();
    }

    private static HeldGroup removals(RemovalsStatus.State state, int concerned) {
        return HeldRemovals.group(state, concerned, NONE, NONE);
    }

    private static RemovalsStatus.State held(int users, String... names) {
        return new RemovalsStatus.State("held", Optional.of(NOON), users, List.of(names), Optional.empty());
    }

    private static RemovalsStatus.State passing(Optional<RemovalsStatus.Order> order) {
        return new RemovalsStatus.State("passing", Optional.empty(), 0, List.of(), order);
    }

    private static RemovalsStatus.Order order(int left) {
        return new RemovalsStatus.Order(Action.RELEASE, "ada", NOON, left);
    }

    private static HeldGroup leavers(int users, int refused, Optional<LeavingDecision.Action> order) {
        LeavingStatus.State state = new LeavingStatus.State(
                users > 0 ? "held" : "passing",
                Optional.of(NOON).filter(since -> users > 0),
                users,
                users,
                0,
                List.of(),
                refused,
                order.map(action -> new LeavingStatus.Order(action, "ada", NOON)));
        return HeldLeavers.group(state, NONE, NONE);
    }

    private static HeldGroup photo(int users, Optional<MassChangeDecision.Action> decided) {
        MassChangeView change = new MassChangeView(
                "ab12",
                "held",
                Optional.of(NOON).filter(since -> users > 0),
                users,
                List.of(),
                decided.map(action -> new MassChangeDecision(action, "ada", "a silhouette", NOON)));
        return HeldPhotos.group(change, NONE, NONE);
    }
}
