package io.photosync.ops.console.session;

import static io.photosync.testkit.ConsoleVisitor.isPage;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in to the pages and how, and who does not. */
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

    /** Routed as /ops/people, since slashes are merged and matrix parameters dropped. */
    @ParameterizedTest
    @ValueSource(strings = {"//ops;@elsewhere.invalid/people", "///ops//people"})
    void a_link_that_looks_like_another_host_leads_back_to_this_one(String link) throws Exception {
        HttpResponse<String> page = visitor.signIn(Account.VIEWER, link);

        assertThat(page.uri().getHost()).isEqualTo("localhost");
        isPage(page, 200, "Users");
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
    @ValueSource(strings = {"nonsense", "eyJhbGciOiJBMjU2R0NNS1ciLCJlbmMiOiJBMjU2R0NNIn0.a.b.c.d"})
    void a_cookie_that_cannot_be_read_is_dropped_and_leads_to_the_sign_in(String forged) throws Exception {
        visitor.signIn(Account.OPERATOR, "/ops");
        HttpCookie session = session();
        session.setValue(forged);
        visitor.replaceCookies(List.of(session));

        assertThat(visitor.get("/ops", "Sec-Fetch-Mode", "cors").statusCode()).isEqualTo(499);
        visitor.replaceCookies(List.of(session));
        isPage(visitor.get("/ops/signed-out"), 200, "You are signed out");
        isPage(visitor.get("/ops/nothing"), 404, "There is no such page");
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
    void a_failed_sign_in_is_one_line_of_the_log_without_a_token() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Warnings(lines);
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            sandbox.idTokens().setForeignSignature(true);
            visitor.signIn(Account.VIEWER, "/ops");
        } finally {
            root.removeHandler(listener);
        }

        assertThat(lines)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("sign-in failed reason=\"ID token verification has failed")
                .doesNotContain("eyJ")
                .hasLineCount(1);
    }

    private HttpResponse<String> accounts() throws Exception {
        return visitor.follow(visitor.get("/ops"));
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

    /** Collects what the log would say at WARN and above. */
    private static final class Warnings extends Handler {
        private final List<String> lines;

        private Warnings(List<String> lines) {
            this.lines = lines;
            setLevel(Level.WARNING);
        }

        @Override
        public void publish(LogRecord line) {
            if (isLoggable(line)) {
                lines.add(new PatternFormatter("%s").format(line));
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
