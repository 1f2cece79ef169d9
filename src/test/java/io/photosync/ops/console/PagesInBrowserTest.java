package io.photosync.ops.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.ConsoleWindow.PATIENT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.photosync.event.FailureCode;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.ConsoleWindow;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pages look and behave in a browser. */
@SandboxTest(value = Setup.PASSES, people = 40)
class PagesInBrowserTest extends InBrowser {
    /** Every page in two widths and both schemes, left under {@code target/screens} to be looked at. */
    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void every_page_fits_is_accessible_and_complains_of_nothing(int width, ColorScheme scheme) throws Exception {
        String user = tenant.user();
        tenant.letter(user, FailureCode.PROFILE_MISSING);
        tenant.letter(UUID.randomUUID().toString(), FailureCode.IMAGE_UNREADABLE);
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

        tenant.letter(UUID.randomUUID().toString(), FailureCode.TOKEN_REFUSED);

        assertThat(window.main()).containsText("An administrator has to act", PATIENT);
        assertThat(window.main()).containsText("TOKEN_REFUSED", PATIENT);
        assertThat(window.liveState()).containsText("live", PATIENT);
        window.hasNoErrors();
    }

    @Test
    void old_data_says_so() {
        window = ConsoleWindow.of(Account.VIEWER);
        window.page().route("**/ops/live/**", route -> route.abort());
        window.page().clock().install();
        window.go("/ops");
        window.page().clock().fastForward(20_000);
        window.page().clock().runFor(2_000);

        assertThat(window.liveState()).containsText("not live", PATIENT);
        assertThat(window.page().locator("#live.stale")).isVisible();
    }

    /** As a proxy answers while the service starts anew; a browser does not come again by itself then. */
    @Test
    void a_page_is_live_again_after_an_error_of_a_proxy() throws Exception {
        window = ConsoleWindow.of(Account.VIEWER);
        assertThat(window.liveState()).containsText("live", PATIENT);
        AtomicInteger refused = new AtomicInteger();
        window.page().route("**/ops/live/**", route -> {
            refused.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setStatus(503));
        });
        window.go("/ops");
        window.page().waitForCondition(() -> refused.get() > 1);
        window.page().unroute("**/ops/live/**");

        tenant.letter(UUID.randomUUID().toString(), FailureCode.MAILBOX_THROTTLED);

        assertThat(window.main()).containsText("MAILBOX_THROTTLED", PATIENT);
        assertThat(window.page().locator("#live.stale")).hasCount(0);
    }

    @Test
    void numbers_stand_in_the_viewers_language() {
        window = ConsoleWindow.of(
                Account.VIEWER, ConsoleWindow.options(1280, ColorScheme.LIGHT).setLocale("de-DE"));

        assertThat(window.main()).containsText("5.000 in 10 s", PATIENT);
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
    void pages_and_actions_work_without_script() throws Exception {
        String user = UUID.randomUUID().toString();
        tenant.letter(user, FailureCode.IMAGE_TOO_LARGE);
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
    void a_viewer_sees_everything_and_is_offered_no_change() throws Exception {
        String user = tenant.user();
        tenant.letter(user, FailureCode.PROFILE_MISSING);
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
    void report_and_audit_trail_are_downloaded_with_their_filter() throws Exception {
        String user = tenant.user();
        tenant.letter(user, FailureCode.TOKEN_REFUSED);
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
}
