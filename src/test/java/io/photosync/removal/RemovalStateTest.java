package io.photosync.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState.Hold;
import io.photosync.removal.RemovalState.Underway;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an order changes what is held back. */
class RemovalStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final RemovalState held = RemovalState.NONE.held(new Hold(NOON, 60, List.of("ada"), Optional.empty()));

    @Test
    void released_removals_are_no_longer_held_and_are_as_many_as_were_held() {
        RemovalState released = held.accepted(order(Action.RELEASE, 10), 12);

        assertThat(released.hold()).isEmpty();
        assertThat(released.underway()).contains(new Underway(order(Action.RELEASE, 10), 60));
        assertThat(released.order()).contains("order at 10");
    }

    @Test
    void refused_removals_are_held_until_all_are_found() {
        RemovalState refusing = held.accepted(order(Action.REFUSE, 10), 12);

        assertThat(refusing.hold()).isEqualTo(held.hold());
        assertThat(refusing.refusing()).isTrue();
        assertThat(refusing.waiting()).isEqualTo(60);
    }

    @Test
    void a_hold_that_a_new_leader_has_not_found_again_yet_counts_as_many_as_before() {
        RemovalState found = held.held(new Hold(NOON, 6, List.of("bob"), Optional.empty()));

        RemovalState counted = found.countingAtLeast(held.hold().get());

        assertThat(counted.hold()).contains(new Hold(NOON, 60, List.of("bob"), Optional.empty()));
        assertThat(found.withoutHold().countingAtLeast(held.hold().get()).hold())
                .isEmpty();
    }

    @Test
    void each_published_removal_uses_up_one_of_the_released() {
        // Given
        RemovalState two = RemovalState.NONE.accepted(order(Action.RELEASE, 10), 2);

        // When
        RemovalState one = two.oneReleased();

        // Then
        assertThat(one.waiting()).isEqualTo(1);
        assertThat(one.oneReleased().underway()).isEmpty();
    }

    @Test
    void a_decision_covers_no_more_users_than_before() {
        RemovalState released = held.accepted(order(Action.RELEASE, 10), 12);

        assertThat(released.left(40).waiting()).isEqualTo(40);
        assertThat(released.left(70).waiting()).isEqualTo(60);
    }

    @Test
    void a_refusal_ends_a_release_that_is_not_applied_completely() {
        // Given
        RemovalState released = held.accepted(order(Action.RELEASE, 10), 60).left(40);

        // When
        RemovalState refusing = released.accepted(order(Action.REFUSE, 20), 40);

        // Then
        assertThat(refusing.underway()).contains(new Underway(order(Action.REFUSE, 20), 40));
        assertThat(refusing.hold()).contains(new Hold(order(Action.REFUSE, 20).at(), 40, List.of(), Optional.empty()));
    }

    @Test
    void a_second_release_covers_those_too_who_were_released_before() {
        // Given
        RemovalState released = held.accepted(order(Action.RELEASE, 10), 60).left(40);
        RemovalState more = released.held(new Hold(NOON.plusSeconds(15), 70, List.of(), Optional.empty()));

        // When
        RemovalState both = more.accepted(order(Action.RELEASE, 20), 5);

        // Then
        assertThat(both.hold()).isEmpty();
        assertThat(both.waiting()).isEqualTo(110);
    }

    @Test
    void a_decision_made_before_the_hold_does_not_apply_to_it() {
        assertThat(held.waits(order(Action.RELEASE, -1))).isFalse();
        assertThat(held.waits(order(Action.RELEASE, 0))).isTrue();
        assertThat(RemovalState.NONE.waits(order(Action.RELEASE, 0))).isFalse();
    }

    @Test
    void the_next_leader_reads_the_decision_that_is_being_applied() throws UnreadableRecord {
        RemovalState state = held.accepted(order(Action.REFUSE, 10), 60);

        assertThat(EventJson.read(EventJson.write(state), RemovalState.class)).isEqualTo(state);
    }

    @Test
    void a_decision_that_names_its_hold_is_accepted_whatever_the_clocks_say() {
        // Given: given by a replica whose clock is an hour behind the leader's
        OperatorDecision behind = naming(NOON.minusSeconds(3_600), NOON);

        // Then
        assertThat(held.answerable()).contains(NOON);
        assertThat(held.waits(behind)).isTrue();
        assertThat(held.waits(naming(NOON.plusSeconds(5), NOON.minusSeconds(600))))
                .isFalse();
    }

    @Test
    void a_decision_that_follows_another_names_the_same_hold() {
        RemovalState released = held.accepted(naming(NOON.plusSeconds(10), NOON), 60);

        assertThat(released.answerable()).contains(NOON);
        assertThat(released.waits(naming(NOON.minusSeconds(60), NOON))).isTrue();
    }

    @Test
    void a_decision_concerns_all_who_were_found_until_the_hold_was_seen_and_those_of_the_decision_before() {
        // Given
        RemovalState found = held.holdingUntil(NOON.plusSeconds(3)).holdingUntil(NOON.plusSeconds(2));
        OperatorDecision given = until(NOON.plusSeconds(3));

        // Then
        assertThat(held.newest()).isEmpty();
        assertThat(RemovalState.NONE.holdingUntil(NOON).newest()).isEmpty();
        assertThat(found.newest()).contains(NOON.plusSeconds(3));
        assertThat(found.accepted(given, 60).newest()).contains(NOON.plusSeconds(3));
        assertThat(found.accepted(given, 60).held(held.hold().get()).newest()).isEmpty();
        assertThat(found.accepted(given, 60)
                        .held(held.hold().get())
                        .holdingUntil(NOON.plusSeconds(7))
                        .newest())
                .contains(NOON.plusSeconds(7));
    }

    @Test
    void the_time_of_the_last_who_was_found_outlives_the_leader_but_not_a_wrong_clock() {
        RemovalState found = held.holdingUntil(NOON.plusSeconds(3));

        assertThat(found.countingAtLeast(held.hold().get()).newest()).contains(NOON.plusSeconds(3));
        assertThat(found.notAfter(NOON.plusSeconds(5)).newest()).contains(NOON.plusSeconds(3));
        assertThat(found.notAfter(NOON.plusSeconds(1)).newest()).contains(NOON.plusSeconds(1));
    }

    private static OperatorDecision until(Instant newest) {
        return new OperatorDecision(
                "order until " + newest,
                Action.RELEASE,
                "olga",
                "why",
                NOON.minusSeconds(60),
                Optional.of(NOON),
                Optional.of(newest));
    }

    private static OperatorDecision naming(Instant at, Instant since) {
        return new OperatorDecision(
                "order naming " + since, Action.RELEASE, "olga", "why", at, Optional.of(since), Optional.empty());
    }

    private static OperatorDecision order(Action action, int second) {
        return new OperatorDecision(
                "order at " + second,
                action,
                "olga",
                "why",
                NOON.plusSeconds(second),
                Optional.empty(),
                Optional.empty());
    }
}
