package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.people.Tenant;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sandbox's Entra, as the service behind a page meets it: codes, tokens, documents. */
class EntraTokenEndpointTest extends AtEntra {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void who_picks_an_account_comes_back_with_a_code_for_the_tokens() throws Exception {
        Map<String, String> back = visitor.pick(Account.OPERATOR);
        HttpResponse<String> answer = visitor.redeem(back.get("code"));

        assertThat(back).containsEntry("state", "st&ate").containsKeys("session_state", "code");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode tokens = JSON.readTree(answer.body());
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.path("scope").asText()).isEqualTo("openid profile");
        assertThat(tokens.has("refresh_token")).isFalse();
        JsonNode id = EntraVisitor.claims(tokens.path("id_token").asText());
        assertThat(id.path("aud").asText()).isEqualTo(Tenant.APP);
        assertThat(id.path("iss").asText()).isEqualTo(sandbox.entraUrl() + "/" + Tenant.ID + "/v2.0");
        assertThat(id.path("nonce").asText()).isEqualTo("n-1");
        assertThat(id.path("name").asText()).isEqualTo(Account.OPERATOR.displayName());
        assertThat(id.path("preferred_username").asText()).isEqualTo(Account.OPERATOR.name());
        assertThat(id.path("oid").asText())
                .isEqualTo(Account.OPERATOR.objectId())
                .isNotEqualTo(id.path("sub").asText());
        assertThat(id.path("tid").asText()).isEqualTo(Tenant.ID);
        assertThat(id.path("exp").asLong() - id.path("iat").asLong()).isEqualTo(3599);
        assertThat(id.path("roles")).hasToString("[\"PhotoSync.Operator\"]");
        assertThat(EntraVisitor.claims(tokens.path("access_token").asText())
                        .path("aud")
                        .asText())
                .as("the access token is Graph's")
                .isEqualTo("00000003-0000-0000-c000-000000000000");
    }

    @Test
    void who_has_no_role_gets_a_token_without_that_claim() throws Exception {
        assertThat(visitor.idToken(Account.WITHOUT_ROLE).has("roles")).isFalse();
    }

    @Test
    void a_code_is_good_once() throws Exception {
        String code = visitor.pick(Account.VIEWER).get("code");

        assertThat(visitor.redeem(code).statusCode()).isEqualTo(200);
        isRefused(visitor.redeem(code), 400, "invalid_grant", "AADSTS54005");
    }

    @Test
    void a_code_is_good_only_for_who_asked_for_it() throws Exception {
        isRefused(visitor.redeem("1.guessed"), 400, "invalid_grant", "AADSTS9002313");
        isRefused(
                visitor.redeem(visitor.pick(Account.VIEWER).get("code"), "code_verifier", "another"),
                400,
                "invalid_grant",
                "AADSTS501481");
        isRefused(
                visitor.redeem(
                        visitor.pick(Account.VIEWER).get("code"), "redirect_uri", "http://localhost:1/ops/signed-in"),
                400,
                "invalid_grant",
                "AADSTS500112");
        isRefused(
                visitor.redeem(visitor.pick(Account.VIEWER).get("code"), "client_assertion", ""),
                401,
                "invalid_client",
                "AADSTS7000218");
        isRefused(
                visitor.redeem(visitor.pick(Account.VIEWER).get("code"), "client_assertion", "nonsense"),
                401,
                "invalid_client",
                "AADSTS50027");
    }

    @Test
    void id_tokens_can_be_spoilt() throws Exception {
        sandbox.idTokens().setLifetime(Duration.ofSeconds(7));
        sandbox.idTokens().setWrongNonce(true);

        JsonNode id = visitor.idToken(Account.VIEWER);

        assertThat(id.path("exp").asLong() - id.path("iat").asLong()).isEqualTo(7);
        assertThat(id.path("nonce").asText()).isNotEqualTo("n-1");
    }

    @Test
    void the_documents_name_what_is_served() throws Exception {
        JsonNode document = JSON.readTree(
                visitor.get(sandbox.entraUrl() + "/" + Tenant.ID + "/v2.0/.well-known/openid-configuration")
                        .body());

        assertThat(document.path("authorization_endpoint").asText()).isEqualTo(visitor.entra("authorize"));
        assertThat(document.path("token_endpoint").asText()).isEqualTo(visitor.entra("token"));
        assertThat(document.path("end_session_endpoint").asText()).isEqualTo(visitor.entra("logout"));
        assertThat(document.path("response_modes_supported").toString()).contains("query", "fragment", "form_post");
        assertThat(document.path("token_endpoint_auth_methods_supported").toString())
                .contains("private_key_jwt");
    }

    private static void isRefused(HttpResponse<String> answer, int status, String error, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("error_description").asText()).startsWith(code + ":");
    }
}
