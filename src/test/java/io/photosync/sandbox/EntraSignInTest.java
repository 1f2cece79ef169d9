package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.entra.Account;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's Entra, as a browser meets it: the page of accounts, its session, and what comes back. */
class EntraSignInTest extends AtEntra {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_page_offers_a_viewer_an_operator_and_one_without_a_role() throws Exception {
        HttpResponse<String> page = visitor.get(visitor.authorize());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(Account.VIEWER.displayName(), "PhotoSync.Viewer")
                .contains(Account.OPERATOR.displayName(), "PhotoSync.Operator")
                .contains(Account.WITHOUT_ROLE.displayName(), "no role")
                .doesNotContain("<script");
    }

    @Test
    void who_is_signed_in_is_asked_no_more_unless_the_page_wants_it() throws Exception {
        visitor.pick(Account.VIEWER);

        assertThat(EntraVisitor.parameters(visitor.get(visitor.authorize()))).containsKey("code");
        assertThat(visitor.get(visitor.authorize("prompt", "select_account")).body())
                .contains("Pick an account");
        assertThat(visitor.get(visitor.authorize("login_hint", Account.OPERATOR.name()))
                        .body())
                .contains("Pick an account");
        assertThat(EntraVisitor.parameters(visitor.get(visitor.authorize("login_hint", Account.VIEWER.name()))))
                .containsKey("code");
    }

    @Test
    void who_signed_out_is_asked_again() throws Exception {
        visitor.pick(Account.VIEWER);

        HttpResponse<String> page = visitor.get(visitor.entra("logout"));
        HttpResponse<String> back = visitor.get(
                visitor.entra("logout") + "?post_logout_redirect_uri=" + EntraVisitor.encoded(EntraVisitor.REDIRECT));
        HttpResponse<String> elsewhere = visitor.get(visitor.entra("logout") + "?post_logout_redirect_uri="
                + EntraVisitor.encoded("https://elsewhere.example/"));

        assertThat(page.body()).contains("You signed out");
        assertThat(back.headers().firstValue("Location")).hasValue(EntraVisitor.REDIRECT);
        assertThat(elsewhere.statusCode()).isEqualTo(200);
        assertThat(visitor.get(visitor.authorize()).body()).contains("Pick an account");
        assertThat(EntraVisitor.parameters(visitor.get(visitor.authorize("prompt", "none"))))
                .containsEntry("error", "login_required");
    }

    @Test
    void who_cancels_comes_back_with_an_error() throws Exception {
        assertThat(EntraVisitor.parameters(visitor.post("cancel", "yes")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "st&ate")
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:18080/elsewhere",
        "https://localhost:18080/ops/signed-in",
        "http://photosync.example/ops/signed-in",
        "http://localhost.example/ops/signed-in",
        "not a uri"
    })
    void nobody_is_sent_to_an_address_that_is_not_registered(String address) throws Exception {
        HttpResponse<String> page = visitor.get(visitor.authorize("redirect_uri", address));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("AADSTS50011");
    }

    @Test
    void an_address_that_was_registered_is_one_of_the_service() throws Exception {
        sandbox.registerRedirectUri("https://photosync.example/ops/signed-in");

        assertThat(visitor.get(visitor.authorize("redirect_uri", "https://photosync.example/ops/signed-in"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, profile, invalid_scope",
        "code_challenge, '', invalid_request",
        "code_challenge_method, plain, invalid_request"
    })
    void a_request_that_makes_no_sense_goes_back_to_the_page(String parameter, String value, String error)
            throws Exception {
        assertThat(EntraVisitor.parameters(visitor.get(visitor.authorize(parameter, value))))
                .containsEntry("error", error);
    }
}
