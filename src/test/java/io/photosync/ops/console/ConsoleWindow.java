package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.Browser;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A window of the browser in which an account has signed in to the console. */
final class ConsoleWindow implements AutoCloseable {
    private static final Path SCREENS = Path.of("target", "screens");
    /** What axe calls a finding that shuts somebody out. */
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    private ConsoleWindow(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(55_000);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(errors::add);
    }

    /** As most have it: a large screen, in the light. */
    static ConsoleWindow of(Account account) {
        return of(account, options(1280, ColorScheme.LIGHT));
    }

    static ConsoleWindow of(Account account, com.microsoft.playwright.Browser.NewContextOptions options) {
        ConsoleWindow window = new ConsoleWindow(Browser.context(options));
        window.signIn(window.page, account);
        return window;
    }

    static com.microsoft.playwright.Browser.NewContextOptions options(int width, ColorScheme scheme) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Vienna");
    }

    /** Of an account that picks itself at Entra and is not let in. */
    static ConsoleWindow refused(Account account) {
        ConsoleWindow window = new ConsoleWindow(Browser.context(options(1280, ColorScheme.LIGHT)));
        pick(window.page, account);
        return window;
    }

    private static void pick(Page where, Account account) {
        where.navigate(address("/ops"));
        where.locator("button[value='" + account.objectId() + "']").click();
    }

    private void signIn(Page where, Account account) {
        pick(where, account);
        where.waitForURL(url -> url.endsWith("/ops"));
    }

    /** As in another tab of the same browser. */
    void signInAgain(Account account) {
        try (Page other = context.newPage()) {
            other.navigate(address("/ops"));
            // Entra's own session answers at once.
            if (!other.url().endsWith("/ops")) {
                other.locator("button[value='" + account.objectId() + "']").click();
                other.waitForURL(url -> url.endsWith("/ops"));
            }
        }
    }

    /** As when the session has ended: the cookie is gone. */
    void endSession() {
        context.clearCookies();
    }

    ConsoleWindow go(String path) {
        page.navigate(address(path));
        return this;
    }

    /** What the address serves to whoever has signed in here. */
    String download(String path) {
        return page.request().get(address(path)).text();
    }

    Page page() {
        return page;
    }

    Locator main() {
        return page.locator("main");
    }

    void click(String text) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true)).first().click();
    }

    /** The path and query that the window shows. */
    String at() {
        return page.url().substring(address("").length());
    }

    /** Leaves a picture for people to look at, under {@code target/screens}. */
    void shoot(String name) {
        page.screenshot(
                new ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
    }

    void fits() {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that %s is too wide", at())
                .isLessThanOrEqualTo(0);
    }

    void isAccessible() {
        List<Rule> findings = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .toList();
        assertThat(findings)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .as("serious findings on %s", at())
                .isEmpty();
    }

    void hasNoErrors() {
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    /** Forgets errors that the test itself provoked. */
    void errorsWereExpected() {
        errors.clear();
    }

    private static String address(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    @Override
    public void close() {
        context.close();
    }
}
