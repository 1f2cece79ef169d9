package io.photosync.ops.console.session;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.photosync.testkit.Patience.await;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.ConsoleWindow;
import io.photosync.testkit.SandboxTest;
import org.junit.jupiter.api.Test;

/** Entra has been unreachable since before the start, and comes back. */
@SandboxTest(people = 1, entraAway = true)
class EntraAwayInBrowserTest {
    Sandbox sandbox;

    @Test
    void a_page_says_so_and_users_sign_in_once_entra_is_back() {
        try (ConsoleWindow window = ConsoleWindow.ofNobody()) {
            assertThat(window.main()).containsText("This does not work now");
            assertThat(window.main()).containsText("Entra, which signs users in, does not answer now");
            window.fits();
            window.isAccessible();
            window.shoot("entra-away");

            sandbox.troubles().faults().remove(fault -> true);

            await().until(() -> window.go("/ops").asksForAccount());
            window.signIn(Account.VIEWER);
            assertThat(window.main()).containsText("Overview");
        }
    }
}
