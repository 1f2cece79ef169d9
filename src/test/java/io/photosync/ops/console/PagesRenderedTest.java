package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ops.console.HeldGroup.Choice;
import io.photosync.ops.console.Overview.Held;
import io.photosync.ops.status.LedgerStatus;
import io.photosync.ops.user.History;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.ops.user.UserFound;
import io.photosync.ops.user.UserSearch.Found;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What pages say of states that a tenant is rarely in. */
@SandboxTest(value = Setup.PASSES, people = 40)
class PagesRenderedTest {
    private static final UserRef ADA = new UserRef("id-of-ada", "ada@contoso.example");

    @Inject
    OverviewReader reader;

    @Test
    @ActivateRequestContext
    void a_history_that_was_cut_short_is_not_said_to_be_empty() {
        String cutShort = history(OptionalLong.of(4_711), false);
        assertThat(cutShort)
                .contains("Nothing was found so far", "history?before=4711")
                .doesNotContain("Nothing is recorded", "say ok");

        assertThat(history(OptionalLong.empty(), false)).contains("Nothing is recorded in the last 30 days");
        assertThat(history(OptionalLong.empty(), true)).contains("Nothing earlier is recorded in the last 30 days");
    }

    @Test
    @ActivateRequestContext
    void an_overview_of_an_incomplete_ledger_says_nothing_in_green_about_it() {
        Overview now = reader.read();
        LedgerStatus.State incomplete = new LedgerStatus.State(false, 0, 0, 0, 0, 0);

        String page = LiveParts.Templates.overviewBody(new Overview(
                        now.at(),
                        now.replica(),
                        now.headline(),
                        Optional.empty(),
                        now.delays(),
                        List.of(),
                        now.lanes(),
                        now.services(),
                        incomplete,
                        now.sweep(),
                        now.subscription(),
                        now.drift(),
                        now.spotCheck(),
                        now.roster(),
                        new Held(0, 0, 0, 0),
                        now.credential(),
                        now.leader()))
                .render();

        assertThat(page)
                .contains("Not counted yet")
                .doesNotContain("No dead letter is open", "Nothing is held", "Runs", "No user's change", "Managed");
    }

    @Test
    @ActivateRequestContext
    void a_user_without_a_display_name_has_a_link_with_a_name() {
        assertThat(users("", "ada@contoso.example")).contains("/ops/people/id-of-ada\">ada@contoso.example</a>");
        assertThat(users(" ", "")).contains("/ops/people/id-of-ada\">id-of-ada</a>");
        assertThat(users("Ada", "ada@contoso.example")).contains("/ops/people/id-of-ada\">Ada</a>");
    }

    @Test
    @ActivateRequestContext
    void a_full_stop_follows_a_time_without_a_space_and_one_user_is_no_users() {
        Choice choice = new Choice(HeldDecision.REFUSE, 1, "They stay.", "seen", request -> {});
        HeldGroup group = new HeldGroup(
                "leavers",
                "Leavers",
                "Who left.",
                HeldGroup.Status.held(1),
                1,
                Optional.of(Instant.EPOCH),
                List.of("ada"),
                Optional.empty(),
                List.of(choice));

        String page = HeldPage.Templates.heldDecision(
                        group, HeldDecision.REFUSE, Optional.of(choice), "", Optional.empty())
                .render();

        assertThat(page)
                .contains("</strong> user is concerned", "</span>. They stay.")
                .doesNotContain("1 users");
    }

    private static String history(OptionalLong next, boolean earlier) {
        return UserDetailPage.Templates.userHistory(ADA, new History.Page(List.of(), next), earlier)
                .render();
    }

    private static String users(String displayName, String userPrincipalName) {
        UserFound user = new UserFound(ADA.id(), userPrincipalName, displayName, true, false, true, true, false);
        return UsersPage.Templates.users(Optional.of("a"), Optional.of(new Found(1, false, List.of(user))))
                .render();
    }
}
