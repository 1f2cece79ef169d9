package io.photosync.ops.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.photosync.deadletter.Letters;
import io.photosync.drift.SyncStatus;
import io.photosync.event.FailureCode;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in a browser, as operators and viewers use it. */
@SandboxTest(value = Setup.PASSES, people = 40)
class ConsoleTest {
    private static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(55_000);

    Sandbox sandbox;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    private ConsoleWindow window;

    @BeforeEach
    void the_tenant_is_known() {
        await().until(ledger::caughtUp);
        await().until(() -> !ledger.roster().isEmpty());
    }

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
    }

    /** Every page in two widths and both schemes, left under {@code target/screens} to be looked at. */
    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void every_page_fits_is_accessible_and_complains_of_nothing(int width, ColorScheme scheme) throws Exception {
        String user = someUser();
        letter(user, FailureCode.PROFILE_MISSING);
        letter(UUID.randomUUID().toString(), FailureCode.IMAGE_UNREADABLE);
        window = ConsoleWindow.of(Account.OPERATOR, ConsoleWindow.options(width, scheme));
        for (String path : List.of(
                "/ops",
                "/ops/dead-letters",
                "/ops/dead-letters/" + user,
                "/ops/dead-letters/replay",
                "/ops/dead-letters/discard?code=IMAGE_UNREADABLE",
                "/ops/actions",
                "/ops/people?q=a",
                "/ops/people/" + user,
                "/ops/people/" + user + "/history",
                "/ops/report",
                "/ops/removals",
                "/ops/audit",
                "/ops/lanes/bulk",
                "/ops/runbook/codes/PROFILE_MISSING",
                "/ops/sign-out")) {
            window.go(path);
            assertThat(window.main()).isVisible();
            window.fits();
            // Once in each scheme, once at each width.
            if (width > 360 == (scheme == ColorScheme.LIGHT)) {
                window.isAccessible();
            }
            window.shoot(name(path, user) + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        window.hasNoErrors();
    }

    private static String name(String path, String user) {
        String name = path.replace(user, "one")
                .replaceAll("[?].*", "")
                .replace("/ops", "")
                .replace('/', '-');
        return name.isEmpty() ? "overview" : name.substring(1);
    }

    @Test
    void the_overview_says_who_has_to_act_and_renews_itself() throws Exception {
        window = ConsoleWindow.of(Account.VIEWER);
        assertThat(window.main()).containsText("The promise is kept", PATIENT);

        letter(UUID.randomUUID().toString(), FailureCode.TOKEN_REFUSED);

        assertThat(window.main()).containsText("An administrator has to act", PATIENT);
        assertThat(window.main()).containsText("TOKEN_REFUSED", PATIENT);
        assertThat(window.page().locator("#live-state")).containsText("live", PATIENT);
        window.hasNoErrors();
    }

    @Test
    void filters_survive_an_action_and_its_progress_is_shown() throws Exception {
        String user = someUser();
        letter(user, FailureCode.SHAREPOINT_REFUSED);
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
        letter(user, FailureCode.GRAPH_REFUSED);
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/dead-letters?q=" + user);
        String row = window.page().locator("[data-row]").getAttribute("data-row");

        letter(user, FailureCode.GRAPH_REFUSED);

        assertThat(window.page().locator("[data-row]")).containsText("since then: failed again", PATIENT);
        assertThat(window.page().locator("input[name=row]")).isDisabled();
        window.hasNoErrors();
        window.go("/ops/dead-letters/discard?row=" + row);
        assertThat(window.main()).containsText("was seen at offset");
    }

    @Test
    void nothing_is_done_without_a_reason_and_many_discards_want_their_number() throws Exception {
        for (int i = 0; i < 101; i++) {
            letter(UUID.randomUUID().toString(), FailureCode.ANSWER_UNREADABLE);
        }
        window = ConsoleWindow.of(Account.OPERATOR);
        window.go("/ops/dead-letters/discard?code=ANSWER_UNREADABLE");
        Locator button = window.page().locator("main form button");
        window.page().evaluate("document.querySelectorAll('[required]').forEach(field => field.required = false)");

        window.page().locator("textarea[name=reason]").fill("nobody needs them");
        button.click();
        assertThat(window.main()).containsText("type 101", PATIENT);

        window.page().locator("input[name=typed]").fill("101");
        window.page().locator("textarea[name=reason]").fill("");
        button.click();
        assertThat(window.main()).containsText("reason must say why", PATIENT);
        assertThat(ledger.letters().stream().filter(letter -> letter.note().code() == FailureCode.ANSWER_UNREADABLE))
                .hasSize(101);

        window.page().locator("textarea[name=reason]").fill("nobody needs them");
        button.click();
        assertThat(window.main()).containsText("101 resolved", PATIENT);
    }

    @Test
    void a_user_is_found_compared_and_synced_with_its_steps_and_history() {
        String user = someUser();
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
        assertThat(window.main()).containsText("The lane runs", PATIENT);
        window.go("/ops/audit?did=PAUSE");
        assertThat(window.main()).containsText("an import is planned");
        window.hasNoErrors();
    }

    @Test
    void held_removals_are_looked_at_before_they_are_refused() {
        TenantVisitor visitor = new TenantVisitor(sandbox);
        List<Person> leavingTheirPhoto = inStep().stream()
                .skip(10)
                .limit(8)
                .map(user -> sandbox.directory().find(user).orElseThrow())
                .toList();
        leavingTheirPhoto.forEach(visitor::deletePhoto);
        window = ConsoleWindow.of(Account.OPERATOR);
        assertThat(window.main()).containsText("An operator has to act", PATIENT);
        await().until(() ->
                window.go("/ops/removals/removals/refuse").main().textContent().contains("8 users"));
        window.shoot("removals-refuse");
        window.page().locator("textarea").fill("an import went wrong");
        window.page().locator("main form button").click();

        assertThat(window.page()).hasURL(Pattern.compile(".*/ops/removals$"));
        await().until(() -> window.go("/ops/removals").main().textContent().contains("Nothing is held"));
        window.go("/ops/audit?did=REFUSE");
        assertThat(window.main()).containsText("an import went wrong");
        assertThat(leavingTheirPhoto)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());
        window.hasNoErrors();
    }

    @Test
    void report_and_audit_trail_are_downloaded_with_their_filter() throws Exception {
        String user = someUser();
        letter(user, FailureCode.TOKEN_REFUSED);
        window = ConsoleWindow.of(Account.VIEWER);

        assertThat(window.download("/ops/report.csv?reason=DEAD_LETTERED&q=" + user))
                .hasLineCount(2)
                .contains(user, "TOKEN_REFUSED");
        assertThat(window.download("/ops/report.csv?reason=DEAD_LETTERED&q=nobody"))
                .hasLineCount(1);
        assertThat(window.download("/ops/audit.csv?q=nobody-ever"))
                .startsWith("at,actor")
                .hasLineCount(1);
        window.go("/ops/report?reason=SOMETHING");
        assertThat(window.main()).containsText("Reason must be one of");
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

    @Test
    void old_data_says_so() {
        window = ConsoleWindow.of(Account.VIEWER);
        window.page().route("**/ops/live/**", route -> route.abort());
        window.page().clock().install();
        window.go("/ops");
        window.page().clock().fastForward(20_000);
        window.page().clock().runFor(2_000);

        assertThat(window.page().locator("#live-state")).containsText("not live", PATIENT);
        assertThat(window.page().locator("#live.stale")).isVisible();
    }

    @Test
    void numbers_stand_in_the_viewers_language() {
        window = ConsoleWindow.of(
                Account.VIEWER, ConsoleWindow.options(1280, ColorScheme.LIGHT).setLocale("de-DE"));

        assertThat(window.main()).containsText("5.000 in 10 s", PATIENT);
    }

    @Test
    void a_viewer_sees_everything_and_is_offered_no_change() throws Exception {
        String user = someUser();
        letter(user, FailureCode.PROFILE_MISSING);
        window = ConsoleWindow.of(Account.VIEWER);
        for (String path : List.of(
                "/ops/dead-letters",
                "/ops/dead-letters/" + user,
                "/ops/dead-letters/replay",
                "/ops/people/" + user,
                "/ops/removals",
                "/ops/lanes/live")) {
            window.go(path);
            assertThat(window.page().locator("main form[method=post]:not([action$=compare]), main input[name=row]"))
                    .hasCount(0);
        }
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
        assertThat(window.main()).containsText("The lane runs", PATIENT);
    }

    @Test
    void pages_and_actions_work_without_script() throws Exception {
        String user = UUID.randomUUID().toString();
        letter(user, FailureCode.IMAGE_TOO_LARGE);
        window = ConsoleWindow.of(
                Account.OPERATOR, ConsoleWindow.options(1280, ColorScheme.LIGHT).setJavaScriptEnabled(false));
        window.go("/ops");
        assertThat(window.main()).containsText("UTC");
        window.go("/ops/dead-letters");
        window.page().locator("main input[name=q]").fill(user);
        window.click("Filter");
        window.page().locator("input[name=row]").check();
        window.click("Discard ticked…");
        window.page().locator("textarea[name=reason]").fill("the photo is a poster");
        window.page().locator("main form button").click();

        assertThat(window.main()).containsText("the photo is a poster");
        await().until(() -> ledger.letter(user).isEmpty());
        window.go("/ops/actions");
        assertThat(window.main()).containsText("the photo is a poster");
    }

    @Test
    void everything_is_reached_by_keyboard() {
        window = ConsoleWindow.of(Account.OPERATOR);
        window.page().keyboard().press("Tab");
        assertThat(window.page().locator(".skip")).isFocused();
        window.page().keyboard().press("Enter");
        assertThat(window.page().locator("main")).isFocused();
        int links = (Integer) window.page().evaluate("document.querySelectorAll('main a[href], main button').length");
        for (int i = 0; i < links; i++) {
            window.page().keyboard().press("Tab");
            assertThat((Boolean)
                            window.page().evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
                    .as("the focus is seen")
                    .isTrue();
        }
    }

    @Test
    void times_stand_in_the_viewers_zone_and_in_utc_by_a_switch() {
        window = ConsoleWindow.of(Account.VIEWER);
        assertThat(window.page().locator("#zone")).hasText("Europe/Vienna");
        window.page().locator("#utc").click();
        assertThat(window.page().locator("#zone")).hasText("UTC");
        window.go("/ops/audit");
        assertThat(window.page().locator("#zone")).hasText("UTC");
    }

    /** A user with a photo that both sides have. */
    private String someUser() {
        return inStep().getFirst();
    }

    private List<String> inStep() {
        return await().until(
                        () -> ledger.roster().entrySet().stream()
                                .filter(entry -> entry.getValue().mediaEtag().isPresent())
                                .map(Map.Entry::getKey)
                                .filter(user -> ledger.of(user).settled().isPresent())
                                .filter(user -> SyncStatus.of(ledger.of(user)) instanceof SyncStatus.InSync)
                                .sorted()
                                .toList(),
                        users -> users.size() > 20);
    }

    private void letter(String user, FailureCode code) throws Exception {
        Instant now = Instant.now();
        ledger.awaitFolded(writer.writeDeadLetter(
                user, Letters.of(Letters.event(user, now.minusSeconds(60)), code, now.minusSeconds(1))));
    }
}
