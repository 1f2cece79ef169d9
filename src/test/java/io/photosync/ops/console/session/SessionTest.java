package io.photosync.ops.console.session;

import static io.photosync.testkit.ConsoleVisitor.isPage;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ops.OpsClient;
import io.photosync.ops.Roles;
import io.photosync.ops.console.session.PageRoutes.Route;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.ConsoleVisitor;
import io.photosync.testkit.SandboxTest;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session opens and what it does not, which forms are taken, and how it ends. */
@SandboxTest(people = 1)
class SessionTest {
    Sandbox sandbox;

    private ConsoleVisitor visitor;

    @BeforeEach
    void arrive() {
        visitor = new ConsoleVisitor(sandbox);
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops/api/status",
                "/ops/%61pi/status",
                "/ops//api/status",
                "/ops/api;x=1/status",
                "/ops;x=1/api/status",
                "/ops/./api/status",
                "/ops/x/../api/status"
            })
    void the_api_takes_no_cookie(String path) throws Exception {
        visitor.signIn(Account.OPERATOR, "/ops");

        assertThat(visitor.get(path).statusCode()).isIn(401, 404);
    }

    @Test
    void the_pages_take_no_bearer_token() {
        new OpsClient(sandbox)
                .operator()
                .redirects()
                .follow(false)
                .get("/ops")
                .then()
                .statusCode(302);
    }

    @Test
    void signing_out_ends_the_session_and_offers_to_leave_microsoft_too() throws Exception {
        visitor.signIn(Account.VIEWER, "/ops");

        HttpResponse<String> page = visitor.follow(visitor.post("/ops/sign-out", Map.of()));

        isPage(page, 200, "You are signed out").contains("href=\"" + sandbox.entraUrl(), "/oauth2/v2.0/logout\"");
        assertThat(visitor.cookies()).isEmpty();
        assertThat(visitor.get("/ops").statusCode()).isEqualTo(302);
    }

    @Test
    void nobody_else_can_sign_a_user_out() throws Exception {
        visitor.signIn(Account.VIEWER, "/ops");

        assertThat(visitor.get("/ops/sign-out").body()).contains("<form method=\"post\" action=\"/ops/sign-out\">");
        assertThat(visitor.postAsIs("/ops/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(visitor.get("/ops").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://elsewhere.example",
        "Origin, 'null'"
    })
    void forms_of_other_sites_are_refused_even_with_the_token(String header, String value) throws Exception {
        visitor.signIn(Account.OPERATOR, "/ops");
        Map<String, String> form = Map.of(FormToken.FIELD, visitor.formToken());

        isPage(visitor.postAsIs("/ops/sign-out", form, header, value), 403, "This is not allowed")
                .contains("another site");
        assertThat(visitor.get("/ops").statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_belongs_to_its_user_and_outlives_the_session_it_was_opened_in() throws Exception {
        visitor.signIn(Account.VIEWER, "/ops");
        String opened = visitor.formToken();
        try (ConsoleVisitor later = ConsoleVisitor.signedIn(sandbox, Account.VIEWER);
                ConsoleVisitor other = ConsoleVisitor.signedIn(sandbox, Account.OPERATOR)) {
            Map<String, String> form = Map.of(FormToken.FIELD, opened);

            assertThat(other.postAsIs("/ops/sign-out", form).statusCode()).isEqualTo(403);
            assertThat(later.postAsIs("/ops/sign-out", form).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void every_page_wants_a_session_and_a_role() throws Exception {
        List<Route> pages = PageRoutes.pages().stream()
                .filter(page -> !page.roles().isEmpty())
                .toList();
        assertThat(pages).isNotEmpty();
        try (ConsoleVisitor nobody = new ConsoleVisitor(sandbox);
                ConsoleVisitor forger = new ConsoleVisitor(sandbox);
                ConsoleVisitor withoutRole = ConsoleVisitor.signedIn(sandbox, Account.WITHOUT_ROLE)) {
            for (Route page : pages) {
                forger.replaceCookies(List.of(forged(withoutRole)));

                assertThat(nobody.get(page.path()).statusCode())
                        .as("anonymous: " + page)
                        .isEqualTo(302);
                assertThat(forger.get(page.path()).statusCode())
                        .as("forged: " + page)
                        .isEqualTo(302);
                isPage(withoutRole.get(page.path()), 403, "This is not allowed");
            }
        }
    }

    @Test
    void every_form_wants_a_session_and_the_token_of_its_user() throws Exception {
        try (ConsoleVisitor operator = ConsoleVisitor.signedIn(sandbox, Account.OPERATOR)) {
            for (Route form : PageRoutes.forms()) {
                assertThat(visitor.postAsIs(form.path(), Map.of()).statusCode())
                        .as("anonymous: " + form)
                        .isEqualTo(302);
                for (String token : List.of("", "A".repeat(43))) {
                    Map<String, String> fields = Map.of(FormToken.FIELD, token, "reason", "none");
                    isPage(operator.postAsIs(form.path(), fields), 403, "This is not allowed")
                            .contains("was not opened here");
                }
            }
        }
    }

    @Test
    void every_form_that_changes_something_is_refused_to_who_may_only_look() throws Exception {
        try (ConsoleVisitor viewer = ConsoleVisitor.signedIn(sandbox, Account.VIEWER);
                ConsoleVisitor withoutRole = ConsoleVisitor.signedIn(sandbox, Account.WITHOUT_ROLE)) {
            Map<ConsoleVisitor, String> tokens =
                    Map.of(viewer, viewer.formToken(), withoutRole, withoutRole.formToken());
            for (Route form : PageRoutes.forms()) {
                for (ConsoleVisitor visiting : tokens.keySet()) {
                    boolean allowed = form.roles().isEmpty()
                            || visiting == viewer && form.roles().contains(Roles.VIEWER);
                    if (!allowed) {
                        Map<String, String> fields = Map.of(FormToken.FIELD, tokens.get(visiting), "reason", "none");
                        isPage(visiting.postAsIs(form.path(), fields), 403, "This is not allowed")
                                .contains("does not have the role");
                    }
                }
            }
        }
    }

    /** Entra sends a browser back to the path of the form, by GET, if the session ended before it was sent. */
    @Test
    void who_comes_back_from_a_sign_in_to_the_path_of_a_form_finds_a_page() {
        assertThat(PageRoutes.pages().stream().map(Route::path))
                .containsAll(PageRoutes.forms().stream().map(Route::path).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops", "/ops/nothing", "/ops/signed-out", "/ops/signed-in?error=x&state=y"})
    void pages_take_nothing_from_elsewhere_and_are_kept_nowhere(String path) throws Exception {
        HttpResponse<String> answer = visitor.get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @Test
    void an_error_is_a_page_for_users_and_a_problem_for_programs() throws Exception {
        visitor.signIn(Account.VIEWER, "/ops");

        isPage(visitor.get("/ops/nothing"), 404, "There is no such page");
        for (HttpResponse<String> problem : List.of(
                visitor.get("/ops/nothing", "X-Requested-With", "JavaScript"), visitor.get("/ops/api/status"))) {
            assertThat(problem.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(visitor.get("/ops/api/status").headers().firstValue("Content-Security-Policy"))
                .isEmpty();
    }

    private static HttpCookie forged(ConsoleVisitor signedIn) {
        HttpCookie cookie = (HttpCookie) signedIn.cookies().getFirst().clone();
        cookie.setValue(cookie.getValue().replaceFirst(".{20}$", "AAAAAAAAAAAAAAAAAAAA"));
        return cookie;
    }
}
