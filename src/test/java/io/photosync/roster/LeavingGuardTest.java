package io.photosync.roster;

import static io.photosync.roster.People.NOON;
import static io.photosync.roster.People.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.Leaving;
import io.photosync.event.RosterEntry.Leaving.What;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeavingGuardTest {
    private static final int PEOPLE = 1_000;
    private final LeavingGuard guard = new LeavingGuard(200, 0.01);

    @Test
    void as_many_leave_as_a_share_lets_but_never_fewer_than_five_nor_more_than_the_number() {
        assertThat(guard.limit(100)).isEqualTo(5);
        assertThat(guard.limit(PEOPLE)).isEqualTo(10);
        assertThat(guard.limit(100_000)).isEqualTo(200);
        assertThat(new LeavingGuard(200, 1).limit(100)).isEqualTo(200);
    }

    @Test
    void more_at_once_are_held_all_of_them_with_their_names() {
        LeavingState held = guard.judge(LeavingState.NONE, leavers(11, What.TENANT), PEOPLE, NOON);

        assertThat(held.hold()).hasValueSatisfying(hold -> {
            assertThat(hold.since()).isEqualTo(NOON);
            assertThat(hold.people()).isEqualTo(11);
            assertThat(hold.tenant()).isEqualTo(11);
            assertThat(hold.some()).hasSize(11);
        });
        assertThat(guard.judge(held, leavers(12, What.SCOPE), PEOPLE, NOON.plusSeconds(60))
                        .hold())
                .hasValueSatisfying(hold -> {
                    assertThat(hold.since()).isEqualTo(NOON);
                    assertThat(hold.scope()).isEqualTo(12);
                });
    }

    @Test
    void a_hold_ends_when_they_are_seen_again() {
        LeavingState held = guard.judge(LeavingState.NONE, leavers(11, What.TENANT), PEOPLE, NOON);

        assertThat(guard.judge(held, List.of(), PEOPLE, NOON.plusSeconds(60)).hold())
                .isEmpty();
    }

    @Test
    void a_mass_that_comes_in_pieces_is_held_as_well_and_counts_for_a_day() {
        LeavingState state = LeavingState.NONE;
        for (int read = 0; read < 4; read++) {
            state = guard.judge(state, leavers(10, What.TENANT), PEOPLE, NOON.plus(Duration.ofHours(read)));
            assertThat(state.hold()).isEmpty();
        }

        Instant fifth = NOON.plus(Duration.ofHours(4));
        assertThat(guard.judge(state, leavers(1, What.TENANT), PEOPLE, fifth).hold())
                .isPresent();
        Instant nextDay = NOON.plus(Duration.ofHours(26));
        assertThat(guard.judge(state, leavers(10, What.TENANT), PEOPLE, nextDay).hold())
                .isEmpty();
    }

    @Test
    void a_group_that_is_left_by_all_is_held_however_small_it_is() {
        assertThat(guard.judge(LeavingState.NONE, leavers(3, What.SCOPE), 3, NOON)
                        .hold())
                .isPresent();
        assertThat(guard.judge(LeavingState.NONE, leavers(3, What.SCOPE), 4, NOON)
                        .hold())
                .isEmpty();
        assertThat(guard.judge(LeavingState.NONE, leavers(1, What.SCOPE), 1, NOON)
                        .hold())
                .as("one person's matter")
                .isEmpty();
    }

    @Test
    void whoever_is_missing_leaves_when_it_was_decided_and_since_they_were_first_missed() {
        RosterEntry missing =
                RosterEntryChanges.missing(RosterEntryChanges.missing(entry("ada"), NOON), NOON.plusSeconds(60));

        assertThat(missing.managed()).isTrue();
        assertThat(missing.goneSince()).isEmpty();
        assertThat(RosterEntryChanges.left(missing)).isEqualTo(entry("ada").goneSince(NOON));
    }

    @Test
    void of_whom_nothing_is_at_stake_is_gone_at_once() {
        assertThat(RosterEntryChanges.missing(entry("ada").inScope(false), NOON).goneSince())
                .contains(NOON);
    }

    @Test
    void who_is_excluded_is_out_at_once_and_who_is_no_member_any_more_when_it_was_decided() {
        RosterEntry out = ScopeChange.after(entry("ada"), GroupMembership.OUT, true, NOON);

        assertThat(out.inScope()).isTrue();
        assertThat(out.leavingScope()).isTrue();
        assertThat(RosterEntryChanges.left(out)).isEqualTo(entry("ada").inScope(false));
        assertThat(ScopeChange.after(out, GroupMembership.IN, true, NOON)).isEqualTo(entry("ada"));
        assertThat(ScopeChange.after(out, GroupMembership.EXCLUDED, true, NOON))
                .isEqualTo(entry("ada").inScope(false));
        assertThat(ScopeChange.after(entry("ada"), GroupMembership.EXCLUDED, true, NOON))
                .isEqualTo(entry("ada").inScope(false));
    }

    @Test
    void what_a_new_setting_leaves_out_is_out_at_once() {
        assertThat(ScopeChange.after(entry("ada"), GroupMembership.OUT, false, NOON))
                .isEqualTo(entry("ada").inScope(false));
    }

    @Test
    void who_was_refused_stays_until_seen_again_and_is_not_counted() {
        RosterEntry missing = RosterEntryChanges.missing(entry("ada"), NOON);
        RosterEntry refused = missing.leaving(missing.leaving().map(Leaving::refuse));

        assertThat(LeavingGuard.undecided(refused)).isFalse();
        assertThat(RosterEntryChanges.missing(refused, NOON.plusSeconds(60))).isEqualTo(refused);
        assertThat(refused.managed()).isTrue();
        assertThat(refused.leaving(Optional.empty())).isEqualTo(entry("ada"));
    }

    @Test
    void two_hundred_people_and_one_in_a_hundred_are_the_bounds_by_default() {
        LeavingSettings defaults = new SmallRyeConfigBuilder()
                .withMapping(LeavingSettings.class)
                .build()
                .getConfigMapping(LeavingSettings.class);

        assertThat(defaults.atMost()).isEqualTo(200);
        assertThat(defaults.atMostShare()).isEqualTo(0.01);
    }

    private static List<RosterEntry> leavers(int number, What what) {
        return IntStream.range(0, number)
                .mapToObj(one -> RosterEntryChanges.leaving(entry("person" + one), what, NOON))
                .toList();
    }
}
