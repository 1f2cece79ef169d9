package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.entra.Account;
import io.photosync.sandbox.people.Tenant;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's Entra, as a browser and the service behind a page meet it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraSignInTest {
    private static final String REDIRECT = "http://localhost:18080/ops/signed-in";
    private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(1));
    private HttpClient browser;

    @BeforeEach
    void open() {
        browser = HttpClient.newBuilder()
                .sslContext(sandbox.keys().clientContext())
                .cookieHandler(new CookieManager())
                .build();
    }

    @AfterEach
    void putRight() {
        browser.close();
        sandbox.idTokens().reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void the_page_offers_a_viewer_an_operator_and_one_without_a_role() throws Exception {
        HttpResponse<String> page = get(authorize());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(Account.VIEWER.displayName(), "PhotoSync.Viewer")
                .contains(Account.OPERATOR.displayName(), "PhotoSync.Operator")
                .contains(Account.WITHOUT_ROLE.displayName(), "no role")
                .doesNotContain("<script");
    }

    @Test
    void who_picks_an_account_comes_back_with_a_code_for_the_tokens() throws Exception {
        Map<String, String> back = pick(Account.OPERATOR);
        HttpResponse<String> answer = redeem(back.get("code"));

        assertThat(back).containsEntry("state", "st&ate").containsKeys("session_state", "code");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode tokens = JSON.readTree(answer.body());
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.path("scope").asText()).isEqualTo("openid profile");
        assertThat(tokens.has("refresh_token")).isFalse();
        JsonNode id = claims(tokens.path("id_token").asText());
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
        assertThat(claims(tokens.path("access_token").asText()).path("aud").asText())
                .as("the access token is Graph's")
                .isEqualTo("00000003-0000-0000-c000-000000000000");
    }

    @Test
    void who_has_no_role_gets_a_token_without_that_claim() throws Exception {
        assertThat(idToken(Account.WITHOUT_ROLE).has("roles")).isFalse();
    }

    @Test
    void who_is_signed_in_is_asked_no_more_unless_the_page_wants_it() throws Exception {
        pick(Account.VIEWER);

        assertThat(parameters(get(authorize()))).containsKey("code");
        assertThat(get(authorize("prompt", "select_account")).body()).contains("Pick an account");
        assertThat(get(authorize("login_hint", Account.OPERATOR.name())).body()).contains("Pick an account");
        assertThat(parameters(get(authorize("login_hint", Account.VIEWER.name()))))
                .containsKey("code");
    }

    @Test
    void who_signed_out_is_asked_again() throws Exception {
        pick(Account.VIEWER);

        HttpResponse<String> page = get(entra("logout"));
        HttpResponse<String> back = get(entra("logout") + "?post_logout_redirect_uri=" + encoded(REDIRECT));
        HttpResponse<String> elsewhere =
                get(entra("logout") + "?post_logout_redirect_uri=" + encoded("https://elsewhere.example/"));

        assertThat(page.body()).contains("You signed out");
        assertThat(back.headers().firstValue("Location")).hasValue(REDIRECT);
        assertThat(elsewhere.statusCode()).isEqualTo(200);
        assertThat(get(authorize()).body()).contains("Pick an account");
        assertThat(parameters(get(authorize("prompt", "none")))).containsEntry("error", "login_required");
    }

    @Test
    void who_cancels_comes_back_with_an_error() throws Exception {
        assertThat(parameters(post("cancel", "yes")))
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
        HttpResponse<String> page = get(authorize("redirect_uri", address));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("AADSTS50011");
    }

    @Test
    void an_address_that_was_registered_is_one_of_the_service() throws Exception {
        sandbox.registerRedirectUri("https://photosync.example/ops/signed-in");

        assertThat(get(authorize("redirect_uri", "https://photosync.example/ops/signed-in"))
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
        assertThat(parameters(get(authorize(parameter, value)))).containsEntry("error", error);
    }

    @Test
    void a_code_is_good_once() throws Exception {
        String code = pick(Account.VIEWER).get("code");

        assertThat(redeem(code).statusCode()).isEqualTo(200);
        isRefused(redeem(code), 400, "invalid_grant", "AADSTS54005");
    }

    @Test
    void a_code_is_good_only_for_who_asked_for_it() throws Exception {
        isRefused(redeem("1.guessed"), 400, "invalid_grant", "AADSTS9002313");
        isRefused(
                redeem(pick(Account.VIEWER).get("code"), "code_verifier", "another"),
                400,
                "invalid_grant",
                "AADSTS501481");
        isRefused(
                redeem(pick(Account.VIEWER).get("code"), "redirect_uri", "http://localhost:1/ops/signed-in"),
                400,
                "invalid_grant",
                "AADSTS500112");
        isRefused(
                redeem(pick(Account.VIEWER).get("code"), "client_assertion", ""),
                401,
                "invalid_client",
                "AADSTS7000218");
        isRefused(
                redeem(pick(Account.VIEWER).get("code"), "client_assertion", "nonsense"),
                401,
                "invalid_client",
                "AADSTS50027");
    }

    @Test
    void id_tokens_can_be_spoilt() throws Exception {
        sandbox.idTokens().setLifetime(Duration.ofSeconds(7));
        sandbox.idTokens().setWrongNonce(true);

        JsonNode id = idToken(Account.VIEWER);

        assertThat(id.path("exp").asLong() - id.path("iat").asLong()).isEqualTo(7);
        assertThat(id.path("nonce").asText()).isNotEqualTo("n-1");
    }

    @Test
    void the_documents_name_what_is_served() throws Exception {
        JsonNode document =
                JSON.readTree(get(sandbox.entraUrl() + "/" + Tenant.ID + "/v2.0/.well-known/openid-configuration")
                        .body());

        assertThat(document.path("authorization_endpoint").asText()).isEqualTo(entra("authorize"));
        assertThat(document.path("token_endpoint").asText()).isEqualTo(entra("token"));
        assertThat(document.path("end_session_endpoint").asText()).isEqualTo(entra("logout"));
        assertThat(document.path("response_modes_supported").toString()).contains("query", "fragment", "form_post");
        assertThat(document.path("token_endpoint_auth_methods_supported").toString())
                .contains("private_key_jwt");
    }

    private JsonNode idToken(Account account) throws Exception {
        return claims(JSON.readTree(redeem(pick(account).get("code")).body())
                .path("id_token")
                .asText());
    }

    private Map<String, String> pick(Account account) throws Exception {
        return parameters(post("account", account.objectId()));
    }

    private HttpResponse<String> post(String name, String value) throws Exception {
        Map<String, String> form = request();
        form.put(name, value);
        return send(sandbox.entraUrl() + "/" + Tenant.ID + "/login", form);
    }

    /** @param changes of the form: names and values in turn, an empty value for a parameter that is left out */
    private HttpResponse<String> redeem(String code, String... changes) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "client_id",
                Tenant.APP,
                "code_verifier",
                VERIFIER,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                Files.readString(sandbox.file("federated.jwt"))));
        change(form, changes);
        return send(entra("token"), form);
    }

    private HttpResponse<String> send(String url, Map<String, String> form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(query(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String url) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private String authorize(String... changes) throws Exception {
        Map<String, String> request = request();
        change(request, changes);
        return entra("authorize") + "?" + query(request);
    }

    private static Map<String, String> request() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", Tenant.APP,
                "redirect_uri", REDIRECT,
                "scope", "openid profile",
                "state", "st&ate",
                "nonce", "n-1",
                "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                "code_challenge_method", "S256"));
    }

    private static void change(Map<String, String> form, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        form.values().removeIf(String::isEmpty);
    }

    private String entra(String endpoint) {
        return sandbox.entraUrl() + "/" + Tenant.ID + "/oauth2/v2.0/" + endpoint;
    }

    private static Map<String, String> parameters(HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(location).startsWith(REDIRECT + "?");
        return Stream.of(URI.create(location).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void isRefused(HttpResponse<String> answer, int status, String error, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("error_description").asText()).startsWith(code + ":");
    }

    private static JsonNode claims(String token) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
