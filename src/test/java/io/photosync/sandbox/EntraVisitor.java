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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A browser at the sandbox's Entra, and the service behind the page, with a request that is in order unless it is changed. */
final class EntraVisitor implements AutoCloseable {
    static final String REDIRECT = "http://localhost:18080/ops/signed-in";
    private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox;
    private final HttpClient browser;

    EntraVisitor(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.browser = HttpClient.newBuilder()
                .sslContext(sandbox.keys().clientContext())
                .cookieHandler(new CookieManager())
                .build();
    }

    JsonNode idToken(Account account) throws Exception {
        return claims(JSON.readTree(redeem(pick(account).get("code")).body())
                .path("id_token")
                .asText());
    }

    Map<String, String> pick(Account account) throws Exception {
        return parameters(post("account", account.objectId()));
    }

    HttpResponse<String> post(String name, String value) throws Exception {
        Map<String, String> form = request();
        form.put(name, value);
        return send(sandbox.entraUrl() + "/" + Tenant.ID + "/login", form);
    }

    /** @param changes of the form: names and values in turn, an empty value for a parameter that is left out */
    HttpResponse<String> redeem(String code, String... changes) throws Exception {
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

    HttpResponse<String> get(String url) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    String authorize(String... changes) throws Exception {
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

    String entra(String endpoint) {
        return sandbox.entraUrl() + "/" + Tenant.ID + "/oauth2/v2.0/" + endpoint;
    }

    static Map<String, String> parameters(HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(location).startsWith(REDIRECT + "?");
        return Stream.of(URI.create(location).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static JsonNode claims(String token) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        browser.close();
    }
}
