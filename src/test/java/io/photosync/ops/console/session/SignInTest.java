package io.photosync.ops.console.session;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ops.Caller;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.testkit.ConsoleVisitor;
import io.photosync.testkit.SandboxTest;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in to the pages and how, who does not, and what a session may do. */
@SandboxTest(people = 1)
class SignInTest {
    private static final String TOKEN_ENDPOINT = "POST .*/oauth2/v2.0/token";

    Sandbox sandbox;

    private ConsoleVisitor visitor;

    @BeforeEach
    void arrive() {
        visitor = new ConsoleVisitor(sandbox);
    }

    @AfterEach
    void leave() {
        visitor.close();
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.idTokens().reset();
    }

    @Test
    void a_visitor_is_led_to_entra_and_comes_back_to_the_wanted_page() throws Exception {
        HttpResponse<String> sentAway = visitor.get("/ops?from=a%20link");

        assertThat(sentAway.statusCode()).isEqualTo(302);
        assertThat(location(sentAway))
                .startsWith(sandbox.entraUrl())
                .contains("code_challenge_method=S256", "nonce=", "scope=openid+profile", "ops%2Fsigned-in");

        HttpResponse<String> page = visitor.signIn(Account.VIEWER, "/ops?from=a%20link");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getRawQuery()).isEqualTo("from=a%20link");
        assertThat(page.body()).contains(Account.VIEWER.name(), "viewer");
        HttpCookie session = session();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getPath()).isEqualTo("/ops");
        assertThat(session.getValue().length()).isLessThan(4000);
    }

    @Test
    void who_is_signed_in_goes_on_while_entra_is_away() throws Exception {
        visitor.signIn(Account.OPERATOR, "/ops");
        sandbox.troubles().faults().put(Fault.always(Service.ENTRA, ".*", 503));

        assertThat(visitor.get("/ops").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/ops").body()).contains("operator");
    }

    @Test
    void an_account_without_a_role_is_told_whom_to_ask() throws Exception {
        HttpResponse<String> page = visitor.signIn(Account.WITHOUT_ROLE, "/ops");

        isPage(page, 403, "This is not allowed")
                .contains("PhotoSync.Viewer", "PhotoSync.Operator", "administrator", Account.WITHOUT_ROLE.name());
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Mode, cors", "X-Requested-With, JavaScript", "Accept, 'text/event-stream, */*'"})
    void a_script_without_a_session_gets_499_and_no_redirect(String header, String value) throws Exception {
        HttpResponse<String> answer = visitor.get("/ops", header, value);

        assertThat(answer.statusCode()).isEqualTo(499);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("OIDC");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
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
        new Caller(sandbox)
                .operator()
                .redirects()
                .follow(false)
                .get("/ops")
                .then()
                .statusCode(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "eyJhbGciOiJBMjU2R0NNS1ciLCJlbmMiOiJBMjU2R0NNIn0.a.b.c.d"})
    void a_cookie_that_cannot_be_read_is_dropped_and_leads_to_the_sign_in(String forged) throws Exception {
        visitor.signIn(Account.OPERATOR, "/ops");
        HttpCookie session = session();
        session.setValue(forged);
        visitor.replaceCookies(List.of(session));

        assertThat(visitor.get("/ops", "Sec-Fetch-Mode", "cors").statusCode()).isEqualTo(499);
        visitor.replaceCookies(List.of(session));
        assertThat(visitor.get("/ops").statusCode()).isEqualTo(302);
        assertThat(visitor.cookies()).noneMatch(cookie -> cookie.getName().startsWith("q_session"));
        assertThat(visitor.follow(visitor.get("/ops")).statusCode()).isEqualTo(200);
    }

    @Test
    void when_the_token_has_ended_the_next_page_comes_back_from_entra_without_a_question() throws Exception {
        sandbox.idTokens().setLifetime(Duration.ofSeconds(2));
        visitor.signIn(Account.VIEWER, "/ops");
        HttpCookie kept = session();
        kept.setMaxAge(-1);

        await().untilAsserted(() -> {
            visitor.replaceCookies(List.of(kept));
            assertThat(visitor.get("/ops").statusCode()).isEqualTo(302);
        });
        sandbox.idTokens().reset();
        HttpResponse<String> page = visitor.follow(visitor.get("/ops?q=anne"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getRawQuery()).isEqualTo("q=anne");
    }

    @Test
    void who_cancels_at_entra_is_told_and_may_try_again() throws Exception {
        HttpResponse<String> page = visitor.follow(visitor.pick(accounts(), "cancel", "yes"));

        isPage(page, 401, "You were not signed in").contains("The sign-in was cancelled", "href=\"/ops\"");
        assertThat(visitor.signIn(Account.VIEWER, "/ops").statusCode()).isEqualTo(200);
    }

    @Test
    void a_code_that_entra_refuses_signs_nobody_in() throws Exception {
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.ENTRA, TOKEN_ENDPOINT, 400)
                        .content(
                                "application/json",
                                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS54005: redeemed\"}"));

        isPage(visitor.signIn(Account.VIEWER, "/ops"), 401, "You were not signed in")
                .contains("AADSTS54005");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void a_token_of_another_signer_or_for_another_visit_signs_nobody_in() throws Exception {
        sandbox.idTokens().setForeignSignature(true);
        isPage(visitor.signIn(Account.OPERATOR, "/ops"), 401, "You were not signed in");

        sandbox.idTokens().reset();
        sandbox.idTokens().setWrongNonce(true);
        isPage(visitor.follow(visitor.get("/ops")), 401, "You were not signed in");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void a_return_that_nobody_has_begun_signs_nobody_in_and_goes_round_in_no_circle() throws Exception {
        String strange = "/ops/signed-in?code=1.x&state=strange";
        isPage(visitor.get(strange), 401, "You were not signed in").contains("cookie");

        visitor.get("/ops");
        isPage(visitor.get(strange), 401, "You were not signed in");
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 0})
    void when_entra_goes_away_between_redirect_and_return_the_page_says_so(int status) throws Exception {
        HttpResponse<String> accounts = accounts();
        sandbox.troubles().faults().put(Fault.always(Service.ENTRA, TOKEN_ENDPOINT, status));

        HttpResponse<String> page = visitor.follow(visitor.pick(accounts, "account", Account.VIEWER.objectId()));

        isPage(page, 503, "This does not work now").contains("Entra, which signs users in, does not answer now");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void sign_ins_that_are_never_finished_do_not_fill_the_headers() throws Exception {
        for (int visit = 0; visit < 20; visit++) {
            assertThat(visitor.get("/ops?q=" + "a".repeat(200)).statusCode()).isEqualTo(302);
        }

        assertThat(visitor.cookies()).hasSizeLessThan(8);
        assertThat(visitor.signIn(Account.VIEWER, "/ops").statusCode()).isEqualTo(200);
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

    @ParameterizedTest
    @MethodSource("io.photosync.ops.console.session.PageRoutes#posts")
    void every_form_wants_a_session_and_the_token_of_its_user(String path) throws Exception {
        assertThat(visitor.postAsIs(path, Map.of()).statusCode())
                .as("anonymous")
                .isEqualTo(302);
        visitor.signIn(Account.OPERATOR, "/ops");

        for (String token : List.of("", "A".repeat(43))) {
            HttpResponse<String> answer = visitor.postAsIs(path, Map.of(FormToken.FIELD, token));
            isPage(answer, 403, "This is not allowed").contains("was not opened here");
        }
        assertThat(visitor.get(path).statusCode())
                .as("who comes back from a sign-in finds a page")
                .isNotIn(404, 405);
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

    private HttpResponse<String> accounts() throws Exception {
        return visitor.follow(visitor.get("/ops"));
    }

    private static AbstractStringAssert<?> isPage(HttpResponse<String> answer, int status, String heading) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        return assertThat(answer.body()).contains("<h1>" + heading);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpCookie session() {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_session"))
                .findFirst()
                .orElseThrow();
    }
}
