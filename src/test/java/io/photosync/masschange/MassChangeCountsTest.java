package io.photosync.masschange;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.SkipReason;
import io.photosync.ledger.SharePointState;
import io.photosync.testkit.MovableClock;
import io.photosync.testkit.SettlementBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Counts derived from folded records, whichever replica wrote them. */
class MassChangeCountsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PHOTO = "5f".repeat(32);
    private final MovableClock clock = new MovableClock(NOON);
    private final MassChangeCounts counts = new MassChangeCounts(new Guard(3, Duration.ofDays(1)), clock);

    @Test
    void an_announcement_counts_before_the_end_does() {
        users(3, State.WRITING);

        assertThat(counts.admit(PHOTO, "next")).isFalse();
    }

    @Test
    void a_restart_counts_earlier_settlements() {
        users(3, State.SYNCED);

        assertThat(counts.admit(PHOTO, "next")).isFalse();
    }

    @Test
    void a_repair_of_many_users_with_these_bytes_is_no_change() {
        for (int user = 0; user < 100; user++) {
            SharePointState before = target(end(State.SYNCED, PHOTO, null));
            settled("user-" + user, before, end(State.WRITING, PHOTO, null));
            settled("user-" + user, before, end(State.SYNCED, PHOTO, null));
        }

        assertThat(counts.admit(PHOTO, "next")).isTrue();
    }

    @Test
    void held_users_are_found_by_photo_in_one_walk() {
        String another = "6e".repeat(32);
        Map<String, SharePointState> targets = Map.of(
                "bob", target(end(State.SKIPPED, PHOTO, SkipReason.MASS_CHANGE_HELD.name())),
                "ann", target(end(State.SKIPPED, PHOTO, SkipReason.MASS_CHANGE_HELD.name())),
                "eve", target(end(State.SKIPPED, another, SkipReason.MASS_CHANGE_HELD.name())),
                "kim", target(end(State.SYNCED, PHOTO, null)));

        assertThat(MassChanges.users(targets)).isEqualTo(Map.of(PHOTO, List.of("ann", "bob"), another, List.of("eve")));
    }

    @Test
    void a_photo_for_which_users_are_held_stays_held_when_the_window_is_over() {
        users(3, State.SYNCED);
        held("late");

        clock.advance(Duration.ofDays(3));

        assertThat(counts.admit(PHOTO, "next")).isFalse();
        assertThat(counts.held()).containsOnlyKeys(PHOTO);
        assertThat(counts.held().get(PHOTO).users()).isEqualTo(1);
    }

    @Test
    void a_hold_ends_when_all_held_users_have_another_photo_or_are_forgotten() {
        held("one");
        held("two");
        assertThat(counts.held().get(PHOTO).users()).isEqualTo(2);

        settled(
                "one",
                target(end(State.SKIPPED, PHOTO, SkipReason.MASS_CHANGE_HELD.name())),
                end(State.SYNCED, "77", null));
        counts.settled(
                "two",
                target(end(State.SKIPPED, PHOTO, SkipReason.MASS_CHANGE_HELD.name())),
                SharePointState.UNKNOWN,
                Optional.empty());

        assertThat(counts.held()).isEmpty();
    }

    private void users(int count, State state) {
        for (int user = 0; user < count; user++) {
            settled("user-" + user, SharePointState.UNKNOWN, end(state, PHOTO, null));
        }
    }

    private void held(String userId) {
        settled(userId, SharePointState.UNKNOWN, end(State.SKIPPED, PHOTO, SkipReason.MASS_CHANGE_HELD.name()));
    }

    private void settled(String userId, SharePointState before, Settlement record) {
        SharePointState after = record.ended()
                ? target(record)
                : new SharePointState(before.last(), before.undisturbed(), List.of(record));
        counts.settled(userId, before, after, Optional.of(record));
    }

    private static SharePointState target(Settlement last) {
        return new SharePointState(Optional.of(last), true, List.of());
    }

    private static Settlement end(State state, String sha256, String reason) {
        return new SettlementBuilder(state, "event", NOON)
                .mediaEtag("e1")
                .sha256(sha256)
                .reason(reason)
                .build();
    }

    private record Guard(int atMost, Duration window) implements MassChangeSettings {}
}
