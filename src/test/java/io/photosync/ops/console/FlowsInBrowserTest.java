package io.photosync.ops.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.ConsoleWindow.PATIENT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.photosync.event.FailureCode;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.testkit.ConsoleWindow;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators do in a browser, from the look to the result. */
@SandboxTest(value = Setup.PASSES, people = 40)
class FlowsInBrowserTest extends InBrowser {
    @Test
    void filters_survive_an_action_and_its_progress_is_shown() throws Exception {
        String user = tenant.user();
        tenant.letter(user, FailureCode.SHAREPOINT_REFUSED);
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/dead-letters?code=SHAREPOINT_REFUSED&q=" + user);
        window.page().locator("input[name=row]").check();
        window.click("Replay ticked…");
        assertThat(window.main()).containsText("Replay 1 letter");

        window.page().locator("textarea[name=reason]").fill("the cause is gone");
        window.page().locator("main form button").click();

        assertThat(window.main()).containsText("the cause is gone", PATIENT);
        assertThat(window.at()).startsWith("/ops/actions/").contains("code=SHAREPOINT_REFUSED", "q=" + user);
        assertThat(window.page().locator("#live [role=status], #live p").first())
                .containsText("1 resolved", PATIENT);
        window.click("Go on with the rest");
        assertThat(window.at()).startsWith("/ops/dead-letters?").contains("code=SHAREPOINT_REFUSED", "q=" + user);
        window.hasNoErrors();
    }

    @Test
    void a_row_that_changed_meanwhile_is_marked_and_refused() throws Exception {
        String user = UUID.randomUUID().toString();
        tenant.letter(user, FailureCode.GRAPH_REFUSED);
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/dead-letters?q=" + user);
        String row = window.page().locator("[data-row]").getAttribute("data-row");

        tenant.letter(user, FailureCode.GRAPH_REFUSED);

        assertThat(window.page().locator("[data-row]")).containsText("since then: failed again", PATIENT);
        assertThat(window.page().locator("input[name=row]")).isDisabled();
        window.hasNoErrors();
        window.go("/ops/dead-letters/discard?row=" + row);
        assertThat(window.main()).containsText("was seen at offset");
    }

    @Test
    void nothing_is_done_without_a_reason_and_many_discards_want_their_number() throws Exception {
        for (int i = 0; i < 101; i++) {
            tenant.letter(UUID.randomUUID().toString(), FailureCode.ANSWER_UNREADABLE);
        }
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/dead-letters/discard?code=ANSWER_UNREADABLE");
        Locator button = window.page().locator("main form button");
        window.page().evaluate("document.querySelectorAll('[required]').forEach(field => field.required = false)");

        window.page().locator("textarea[name=reason]").fill("nobody needs them");
        button.click();
        assertThat(window.main()).containsText("type 101", PATIENT);

        // The page again, with what was typed; letters that fail now change nothing.
        assertThat(window.page().locator("textarea[name=reason]")).hasValue("nobody needs them");
        tenant.letter(
                UUID.randomUUID().toString(),
                FailureCode.ANSWER_UNREADABLE,
                Instant.now().plusSeconds(1));
        window.page().evaluate("document.querySelectorAll('[required]').forEach(field => field.required = false)");
        window.page().locator("input[name=typed]").fill("101");
        window.page().locator("textarea[name=reason]").fill("");
        button.click();
        assertThat(window.main()).containsText("reason must say why", PATIENT);
        assertThat(ledger.letters().stream().filter(letter -> letter.note().code() == FailureCode.ANSWER_UNREADABLE))
                .hasSize(102);

        window.page().locator("textarea[name=reason]").fill("nobody needs them");
        button.click();
        assertThat(window.main()).containsText("101 resolved", PATIENT);
    }

    @Test
    void ticked_rows_are_never_all_letters_though_none_is_ticked() throws Exception {
        String user = UUID.randomUUID().toString();
        tenant.letter(user, FailureCode.GRAPH_FAILED);
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/dead-letters?q=" + user);

        window.click("Discard ticked…");

        assertThat(window.main()).containsText("Nothing was ticked");
        window.click("Back to the letters");
        assertThat(window.at()).isEqualTo("/ops/dead-letters?q=" + user);
        assertThat(ledger.letter(user)).isPresent();
        window.hasNoErrors();
    }

    @Test
    void a_stale_page_of_a_lane_does_not_undo_what_a_colleague_did() {
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/lanes/bulk");
        window.page().locator("textarea").fill("mine");
        window.page().evaluate("document.querySelector('input[name=seen]').value = '2026-01-05T08:00:00Z'");

        window.click("Pause the bulk lane");

        assertThat(window.main()).containsText("Nothing was done", PATIENT);
        assertThat(window.main()).containsText("The lane is not paused");
        assertThat(window.page().locator("textarea")).hasValue("mine");
    }

    @Test
    void a_user_is_found_compared_and_synced_with_its_steps_and_history() {
        String user = tenant.user();
        String name = ledger.roster().get(user).userPrincipalName();
        window = ConsoleWindow.of(Account.OPERATOR);
        window.page().locator("#find").fill(name.substring(0, name.indexOf('@')));
        window.page().locator("#find").press("Enter");
        window.page().locator("main td a").first().click();
        assertThat(window.main()).containsText("SharePoint has what Exchange has", PATIENT);
        assertThat(window.page().locator("img[src$=exchange]")).isVisible();
        await().until(() -> (Boolean)
                window.page().evaluate("[...document.querySelectorAll('img')].every(image => image.naturalWidth > 0)"));

        window.click("Compare now");
        assertThat(window.page().locator("#comparison")).containsText("SharePoint shows what Exchange has", PATIENT);

        window.page().locator("input[name=reason]").fill("asked by phone");
        window.page().locator("form[action$=sync] button").click();
        assertThat(window.main()).containsText("The sync you asked for", PATIENT);
        assertThat(window.page().locator("[data-done=true]")).containsText("SharePoint", PATIENT);
        window.go("/ops/people/" + user);
        assertThat(window.main()).containsText("asked by phone", PATIENT);
        window.hasNoErrors();
    }

    @Test
    void a_lane_is_paused_and_resumed() {
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/lanes/bulk");
        window.page().locator("textarea").fill("an import is planned");
        window.click("Pause the bulk lane");
        assertThat(window.main()).containsText("Paused on all replicas by " + Account.OPERATOR.name(), PATIENT);
        window.go("/ops");
        assertThat(window.main()).containsText("resume the bulk lane", PATIENT);

        window.go("/ops/lanes/bulk");
        window.page().locator("textarea").fill("it is over");
        window.click("Resume the bulk lane");
        assertThat(window.main()).containsText("The lane is not paused", PATIENT);
        window.go("/ops/audit?did=PAUSE");
        assertThat(window.main()).containsText("an import is planned");
        window.hasNoErrors();
    }

    @Test
    void a_form_that_is_sent_after_the_session_has_ended_keeps_what_was_typed() {
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/lanes/live");
        window.page().locator("textarea").fill("a long explanation");
        window.endSession();

        window.click("Pause the live lane");
        assertThat(window.main()).containsText("You are signed out", PATIENT);
        assertThat(window.page().locator("textarea")).hasValue("a long explanation");

        window.signInAgain(Account.OPERATOR);
        window.click("Pause the live lane");
        assertThat(window.main()).containsText("a long explanation", PATIENT);
        window.page().locator("textarea").fill("seen");
        window.click("Resume the live lane");
        assertThat(window.main()).containsText("The lane is not paused", PATIENT);
    }

    @Test
    void entra_that_is_away_in_the_middle_of_a_sign_in_is_a_page_that_says_so() {
        sandbox.troubles().faults().put(Fault.always(Service.ENTRA, "POST .*/oauth2/v2.0/token", 503));
        try {
            window = ConsoleWindow.refused(Account.VIEWER);

            assertThat(window.main()).containsText("This does not work now", PATIENT);
            assertThat(window.main()).containsText("Entra", PATIENT);
        } finally {
            sandbox.troubles().faults().remove(fault -> true);
        }
        window.signInAgain(Account.VIEWER);
        window.go("/ops");
        assertThat(window.main()).containsText("Overview", PATIENT);
    }
}
