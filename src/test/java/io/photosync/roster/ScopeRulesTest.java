package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static io.photosync.roster.DirectorySamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.UserState;
import io.photosync.testkit.UserStateBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeRulesTest {
    private static final String PILOT = "96000001-0d0b-4c0e-9b1d-6a0fb0175eed";
    private static final String EXCLUDED = "96000003-0d0b-4c0e-9b1d-6a0fb0175eed";
    private static final ScopeGroups BOUNDS = new ScopeGroups(Optional.of(PILOT), Optional.of(EXCLUDED));

    @Test
    void without_a_group_all_users_but_the_excluded_are_in_scope() {
        ScopeMembers scopeMembers = new ScopeMembers(Optional.empty(), Set.of("bob"));

        assertThat(scopeMembers.inScope("ada")).isTrue();
        assertThat(scopeMembers.inScope("bob")).isFalse();
    }

    @Test
    void with_a_group_only_its_members_are_in_scope_and_exclusion_wins() {
        ScopeMembers scopeMembers = new ScopeMembers(Optional.of(Set.of("ada", "bob")), Set.of("bob"));

        assertThat(scopeMembers.inScope("ada")).isTrue();
        assertThat(scopeMembers.inScope("bob")).isFalse();
        assertThat(scopeMembers.inScope("cleo")).isFalse();
    }

    @Test
    void scope_flags_count_only_for_the_groups_that_were_read() {
        ScopeState read = ScopeState.read(BOUNDS, NOON);

        assertThat(read.definedBy(BOUNDS)).isTrue();
        assertThat(read.failed("away").definedBy(BOUNDS)).isTrue();
        assertThat(read.definedBy(new ScopeGroups(Optional.of(EXCLUDED), Optional.empty())))
                .isFalse();
        assertThat(ScopeState.UNREAD.definedBy(ScopeGroups.NONE)).isFalse();
    }

    @Test
    void no_user_is_in_a_scope_whose_groups_were_never_read() {
        UserState ada = known(entry("ada"));
        ScopeState allUsers = ScopeState.read(ScopeGroups.NONE, NOON);

        assertThat(ConfiguredScope.covers(BOUNDS, ScopeState.UNREAD, ada)).isFalse();
        assertThat(ConfiguredScope.covers(BOUNDS, allUsers.failed("no such group"), ada))
                .isFalse();
        assertThat(ConfiguredScope.covers(BOUNDS, ScopeState.read(BOUNDS, NOON), ada))
                .isTrue();
    }

    @Test
    void without_a_scope_all_users_are_covered_and_with_one_only_its_members() {
        UserState unknown = new UserStateBuilder().build();
        ScopeState read = ScopeState.read(BOUNDS, NOON);

        assertThat(ConfiguredScope.covers(ScopeGroups.NONE, ScopeState.UNREAD, unknown))
                .isTrue();
        assertThat(ConfiguredScope.covers(BOUNDS, read, unknown)).isFalse();
        assertThat(ConfiguredScope.covers(BOUNDS, read, known(entry("bob").inScope(false))))
                .isFalse();
    }

    private static UserState known(RosterEntry entry) {
        return new UserStateBuilder().roster(entry).build();
    }

    @Test
    void a_missing_group_is_reported_with_the_setting_its_id_and_the_answer() {
        UnreadableGroupException unreadable =
                new UnreadableGroupException(ScopeGroups.GROUP, PILOT, failure(Failure.Kind.REFUSED, 404, "NotFound"));

        assertThat(unreadable)
                .hasMessageContaining("photosync.scope.group-id")
                .hasMessageContaining(PILOT)
                .hasMessageContaining("no such group")
                .hasMessageContaining("HTTP 404 NotFound");
    }

    @Test
    void a_missing_permission_is_reported_by_name() {
        UnreadableGroupException unreadable =
                new UnreadableGroupException(ScopeGroups.GROUP, PILOT, failure(Failure.Kind.FORBIDDEN, 403, "Denied"));

        assertThat(unreadable).hasMessageContaining("GroupMember.Read.All");
    }

    @Test
    void object_ids_are_compared_in_lower_case() {
        assertThat(ScopeGroups.of(settings(PILOT.toUpperCase(Locale.ROOT))).group())
                .contains(PILOT);
        assertThat(ScopeGroups.NONE.any()).isFalse();
        assertThat(BOUNDS.any()).isTrue();
    }

    private static ScopeSettings settings(String group) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(ScopeSettings.class)
                .withDefaultValue("photosync.scope.group-id", group)
                .build()
                .getConfigMapping(ScopeSettings.class);
    }

    private static Failure failure(Failure.Kind kind, int status, String code) {
        return Failure.of(MicrosoftService.GRAPH, kind, status, code, "because");
    }
}
