package io.photosync.ops.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.Browser;
import io.photosync.testkit.SandboxTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same with what only a browser does: its own cookies, its own headers, and its content security policy. */
@SandboxTest(people = 1)
class SignInInBrowserTest {
    Sandbox sandbox;

    @Test
    void a_user_signs_in_works_and_signs_out() {
        try (BrowserContext context = Browser.context(new com.microsoft.playwright.Browser.NewContextOptions())) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });

            page.navigate(console("/ops?q=anne"));
            press(page, Account.VIEWER.displayName());
            assertThat(page.url()).isEqualTo(console("/ops?q=anne"));
            assertThat(page.textContent(".who")).contains(Account.VIEWER.name(), "viewer");

            press(page, "Sign out");
            assertThat(page.textContent("h1")).isEqualTo("You are signed out of photo sync");
            assertThat(context.cookies()).noneMatch(cookie -> cookie.name.startsWith("q_"));
            assertThat(complaints).isEmpty();

            // Microsoft's own session goes on.
            page.click("text=Sign in again");
            assertThat(page.textContent(".who")).contains(Account.VIEWER.name());

            // The session ends while the page is open: its script learns that, and is not led astray.
            context.clearCookies();
            assertThat(page.evaluate("fetch('/ops').then(answer => answer.status)"))
                    .isEqualTo(499);
        }
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name)).click();
    }

    private static String console(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
