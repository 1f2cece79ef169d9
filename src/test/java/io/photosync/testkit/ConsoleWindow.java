package io.photosync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.photosync.sandbox.entra.Account;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A window of the browser in which an account has signed in to the console. */
public final class ConsoleWindow implements AutoCloseable {
    /** For what takes the service a while. */
    public static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(55_000);

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
    public static ConsoleWindow of(Account account) {
        return of(account, options(1280, ColorScheme.LIGHT));
    }

    public static ConsoleWindow of(Account account, com.microsoft.playwright.Browser.NewContextOptions options) {
        ConsoleWindow window = new ConsoleWindow(Browser.context(options));
        window.signIn(account);
        return window;
    }

    public static com.microsoft.playwright.Browser.NewContextOptions options(int width, ColorScheme scheme) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Vienna");
    }

    /** Of an account that picks itself at Entra and is not let in. */
    public static ConsoleWindow refused(Account account) {
        ConsoleWindow window = new ConsoleWindow(Browser.context(options(1280, ColorScheme.LIGHT)));
        pick(window.page, account);
        return window;
    }

    /** Of nobody yet, who asks for the overview. */
    public static ConsoleWindow ofNobody() {
        return new ConsoleWindow(Browser.context(options(1280, ColorScheme.LIGHT))).go("/ops");
    }

    /** Whether Entra's page is open, on which users pick their account. */
    public boolean asksForAccount() {
        return page.locator("button[name=account]").count() > 0;
    }

    public void signIn(Account account) {
        pick(page, account);
        page.waitForURL(url -> url.endsWith("/ops"));
    }

    private static void pick(Page where, Account account) {
        where.navigate(address("/ops"));
        where.locator("button[value='" + account.objectId() + "']").click();
    }

    /** As in another tab of the same browser. */
    public void signInAgain(Account account) {
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
    public void endSession() {
        context.clearCookies();
    }

    public ConsoleWindow go(String path) {
        page.navigate(address(path));
        return this;
    }

    /** What the address serves to whoever has signed in here. */
    public String download(String path) {
        return page.request().get(address(path)).text();
    }

    public Page page() {
        return page;
    }

    public Locator main() {
        return page.locator("main");
    }

    /** What the page says about its age: "live, now", or "not live" and why. */
    public Locator liveState() {
        return page.locator("#live-state");
    }

    public void click(String text) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true)).first().click();
    }

    /** The path and query that the window shows. */
    public String at() {
        return page.url().substring(address("").length());
    }

    /** Leaves a picture for people to look at, under {@code target/screens}. */
    public void shoot(String name) {
        page.screenshot(
                new ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
    }

    public void fits() {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that %s is too wide", at())
                .isLessThanOrEqualTo(0);
    }

    public void isAccessible() {
        List<Rule> findings = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .toList();
        assertThat(findings)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .as("serious findings on %s", at())
                .isEmpty();
    }

    public void hasNoErrors() {
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    /** Forgets errors that the test itself provoked. */
    public void errorsWereExpected() {
        errors.clear();
    }

    private static String address(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    @Override
    public void close() {
        // A request that arrives now would be given to a route of a page that is gone.
        page.unrouteAll();
        context.close();
    }
}
