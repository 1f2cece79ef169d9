package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static io.photosync.roster.DirectorySamples.entry;
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
    private static final int USERS = 1_000;
    private final LeavingGuard guard = new LeavingGuard(200, 0.01);

    @Test
    void the_limit_is_a_share_of_the_managed_users_between_five_and_the_absolute_number() {
        assertThat(guard.limit(100)).isEqualTo(5);
        assertThat(guard.limit(USERS)).isEqualTo(10);
        assertThat(guard.limit(100_000)).isEqualTo(200);
        assertThat(new LeavingGuard(200, 1).limit(100)).isEqualTo(200);
    }

    @Test
    void more_leavers_at_once_are_all_held_and_named() {
        LeavingState held = guard.evaluate(LeavingState.NONE, leavers(11, What.TENANT), USERS, NOON);

        assertThat(held.hold()).hasValueSatisfying(hold -> {
            assertThat(hold.since()).isEqualTo(NOON);
            assertThat(hold.people()).isEqualTo(11);
            assertThat(hold.tenant()).isEqualTo(11);
            assertThat(hold.some()).hasSize(11);
        });
        assertThat(guard.evaluate(held, leavers(12, What.SCOPE), USERS, NOON.plusSeconds(60))
                        .hold())
                .hasValueSatisfying(hold -> {
                    assertThat(hold.since()).isEqualTo(NOON);
                    assertThat(hold.scope()).isEqualTo(12);
                });
    }

    @Test
    void a_hold_says_when_the_last_of_its_users_began_to_leave() {
        LeavingState held = guard.evaluate(LeavingState.NONE, leavers(11, What.TENANT), USERS, NOON.plusSeconds(60));

        assertThat(held.hold().orElseThrow().newest()).contains(NOON);
    }

    @Test
    void a_hold_ends_when_the_users_are_seen_again() {
        LeavingState held = guard.evaluate(LeavingState.NONE, leavers(11, What.TENANT), USERS, NOON);

        assertThat(guard.evaluate(held, List.of(), USERS, NOON.plusSeconds(60)).hold())
                .isEmpty();
    }

    @Test
    void a_mass_that_leaves_in_portions_is_held_too_and_counts_for_a_day() {
        LeavingState state = LeavingState.NONE;
        for (int read = 0; read < 4; read++) {
            state = guard.evaluate(state, leavers(10, What.TENANT), USERS, NOON.plus(Duration.ofHours(read)));
            assertThat(state.hold()).isEmpty();
        }

        Instant fifth = NOON.plus(Duration.ofHours(4));
        assertThat(guard.evaluate(state, leavers(1, What.TENANT), USERS, fifth).hold())
                .isPresent();
        Instant nextDay = NOON.plus(Duration.ofHours(26));
        assertThat(guard.evaluate(state, leavers(10, What.TENANT), USERS, nextDay)
                        .hold())
                .isEmpty();
    }

    @Test
    void a_group_that_all_members_leave_is_held_whatever_its_size() {
        assertThat(guard.evaluate(LeavingState.NONE, leavers(3, What.SCOPE), 3, NOON)
                        .hold())
                .isPresent();
        assertThat(guard.evaluate(LeavingState.NONE, leavers(3, What.SCOPE), 4, NOON)
                        .hold())
                .isEmpty();
        assertThat(guard.evaluate(LeavingState.NONE, leavers(1, What.SCOPE), 1, NOON)
                        .hold())
                .as("a single leaver")
                .isEmpty();
    }

    @Test
    void a_missing_user_is_gone_once_released_and_since_the_first_time_missed() {
        RosterEntry missing =
                RosterEntryChanges.missing(RosterEntryChanges.missing(entry("ada"), NOON), NOON.plusSeconds(60));

        assertThat(missing.managed()).isTrue();
        assertThat(missing.goneSince()).isEmpty();
        assertThat(RosterEntryChanges.left(missing)).isEqualTo(entry("ada").goneSince(NOON));
    }

    @Test
    void an_unmanaged_user_is_gone_at_once() {
        assertThat(RosterEntryChanges.missing(entry("ada").inScope(false), NOON).goneSince())
                .contains(NOON);
    }

    @Test
    void an_excluded_user_is_out_of_scope_at_once_and_a_former_member_once_released() {
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
    void a_new_scope_setting_takes_effect_at_once() {
        assertThat(ScopeChange.after(entry("ada"), GroupMembership.OUT, false, NOON))
                .isEqualTo(entry("ada").inScope(false));
    }

    @Test
    void a_refused_leaver_stays_until_seen_again_and_is_not_counted() {
        RosterEntry missing = RosterEntryChanges.missing(entry("ada"), NOON);
        RosterEntry refused = missing.leaving(missing.leaving().map(Leaving::refuse));

        assertThat(LeavingGuard.undecided(refused)).isFalse();
        assertThat(RosterEntryChanges.missing(refused, NOON.plusSeconds(60))).isEqualTo(refused);
        assertThat(refused.managed()).isTrue();
        assertThat(refused.leaving(Optional.empty())).isEqualTo(entry("ada"));
    }

    @Test
    void two_hundred_users_and_one_in_a_hundred_are_the_default_limits() {
        LeavingSettings defaults = new SmallRyeConfigBuilder()
                .withMapping(LeavingSettings.class)
                .build()
                .getConfigMapping(LeavingSettings.class);

        assertThat(defaults.atMost()).isEqualTo(200);
        assertThat(defaults.atMostShare()).isEqualTo(0.01);
    }

    private static List<RosterEntry> leavers(int number, What what) {
        return IntStream.range(0, number)
                .mapToObj(one -> RosterEntryChanges.leaving(entry("user" + one), what, NOON))
                .toList();
    }
}
