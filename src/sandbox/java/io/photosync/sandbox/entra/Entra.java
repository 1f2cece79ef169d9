package io.photosync.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Query;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.http.Routes;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.tls.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The token endpoint, the documents for checking its tokens, and the pages on which users sign in. */
public final class Entra implements Handler {
    /** The app's client secret: its tokens are refused by SharePoint. */
    public static final String SECRET = "sandbox-secret";

    private final String url;
    private final Resources resources;
    private final Tokens tokens;
    private final ClientProof proof;
    private final SignInTokens signInTokens;
    private final AuthorizationCodes codes;
    private final Clock clock;
    private final Routes routes;

    public Entra(String url, Keyring keys, Resources resources, RedirectUris redirectUris, Tokens tokens, Clock clock) {
        this.url = url;
        this.resources = resources;
        this.tokens = tokens;
        this.proof = new ClientProof(keys, url + "/" + Tenant.ID + "/oauth2/v2.0/token", clock);
        this.signInTokens = new SignInTokens(tokens);
        this.codes = new AuthorizationCodes(clock);
        this.clock = clock;
        SignIn signIn = new SignIn(redirectUris, codes);
        this.routes = new Routes(request -> Response.empty(404))
                .on("POST", "/{tenant}/oauth2/v2.0/token", (request, path) -> token(request, path.get("tenant")))
                .on("GET", "/{tenant}/v2.0/.well-known/openid-configuration", (request, path) -> configuration())
                .on("GET", "/{tenant}/.well-known/openid-configuration", (request, path) -> configuration())
                .on("GET", "/{tenant}/discovery/v2.0/keys", (request, path) -> Response.json(200, tokens.keySet()))
                .on("GET", "/{tenant}/oauth2/v2.0/authorize", signIn::authorize)
                .on("POST", "/{tenant}/login", signIn::pick)
                .on("GET", "/{tenant}/oauth2/v2.0/logout", signIn::signOut);
    }

    @Override
    public Response handle(Request request) throws Exception {
        Response response = routes.handle(request);
        return request.header("client-request-id")
                .map(id -> response.with("client-request-id", id))
                .orElse(response);
    }

    private Response token(Request request, String tenant) {
        try {
            Map<String, String> form = form(request);
            if (!tenant.toLowerCase(Locale.ROOT).equals(Tenant.ID) && !tenant.equalsIgnoreCase(Tenant.DOMAIN)) {
                throw Refusal.request("invalid_request", 90002, "Tenant '" + tenant + "' not found.");
            }
            return grant(form);
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private Response grant(Map<String, String> form) throws Refusal {
        String grantType = required(form, "grant_type");
        ObjectNode answer =
                switch (grantType) {
                    case "client_credentials" -> clientCredentials(form);
                    case "authorization_code" -> authorizationCode(form);
                    default ->
                        throw Refusal.request(
                                "unsupported_grant_type",
                                70003,
                                "The app requested an unsupported grant type '" + grantType + "'.");
                };
        return Response.json(200, answer).with("Cache-Control", "no-store, no-cache");
    }

    private ObjectNode clientCredentials(Map<String, String> form) throws Refusal {
        checkClient(form);
        boolean certificate = proof.check(form);
        String audience = audience(required(form, "scope"));
        Resources.Roles roles = resources
                .find(audience)
                .orElseThrow(() -> Refusal.request(
                        "invalid_resource",
                        500011,
                        "The resource principal named " + audience + " was not found in the tenant named "
                                + Tenant.DOMAIN + "."));
        Tokens.Issued issued = tokens.issue(Tenant.APP, audience, roles.granted(), certificate);
        return Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", issued.lifetime().toSeconds())
                .put("ext_expires_in", issued.lifetime().toSeconds())
                .put("access_token", issued.accessToken());
    }

    private ObjectNode authorizationCode(Map<String, String> form) throws Refusal {
        checkClient(form);
        String code = required(form, "code");
        String redirectUri = required(form, "redirect_uri");
        proof.check(form);
        return signInTokens.answer(codes.redeem(code, redirectUri, form.getOrDefault("code_verifier", "")));
    }

    private static void checkClient(Map<String, String> form) throws Refusal {
        String client = required(form, "client_id");
        if (!client.equalsIgnoreCase(Tenant.APP)) {
            throw Refusal.request(
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + client + "' was not found in the directory '" + Tenant.DOMAIN
                            + "'.");
        }
    }

    /** msal4j adds {@code openid profile offline_access} to the one scope that counts, which Entra accepts. */
    private static String audience(String scope) throws Refusal {
        return List.of(scope.split(" ")).stream()
                .filter(part -> part.endsWith("/.default"))
                .map(part -> part.substring(0, part.length() - "/.default".length()))
                .findFirst()
                .orElseThrow(() -> Refusal.request(
                        "invalid_scope",
                        1002012,
                        "The provided value for scope " + scope
                                + " is not valid. Client credential flows must have a scope "
                                + "value with /.default suffixed to the resource identifier (application ID URI)."));
    }

    private static String required(Map<String, String> form, String name) throws Refusal {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw Refusal.request(
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    private static Map<String, String> form(Request request) throws Refusal {
        Map<String, String> form = new LinkedHashMap<>();
        try {
            Query.parse(new String(request.body(), StandardCharsets.UTF_8))
                    .forEach((name, values) -> form.put(name, values.getFirst()));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.request("invalid_request", 900144, "The request body is not a form.");
        }
        return form;
    }

    private Response refused(Refusal refusal) {
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("error", refusal.error())
                .put(
                        "error_description",
                        "%s Trace ID: %s Correlation ID: %s Timestamp: %s"
                                .formatted(refusal.getMessage(), trace, correlation, clock.instant()))
                .put("timestamp", clock.instant().toString())
                .put("trace_id", trace)
                .put("correlation_id", correlation)
                .put("error_uri", url + "/error?code=" + refusal.code());
        body.putArray("error_codes").add(refusal.code());
        return Response.json(refusal.status(), body).with("x-ms-request-id", trace);
    }

    private Response configuration() {
        String tenant = url + "/" + Tenant.ID;
        ObjectNode document = Json.object()
                .put("issuer", tokens.issuer())
                .put("token_endpoint", tenant + "/oauth2/v2.0/token")
                .put("authorization_endpoint", tenant + "/oauth2/v2.0/authorize")
                .put("end_session_endpoint", tenant + "/oauth2/v2.0/logout")
                .put("jwks_uri", tenant + "/discovery/v2.0/keys");
        document.set("id_token_signing_alg_values_supported", Json.of(List.of("RS256")));
        document.set("response_types_supported", Json.of(List.of("code", "id_token", "token")));
        document.set("response_modes_supported", Json.of(List.of("query", "fragment", "form_post")));
        document.set("subject_types_supported", Json.of(List.of("pairwise")));
        document.set("scopes_supported", Json.of(List.of("openid", "profile", "email", "offline_access")));
        document.set(
                "token_endpoint_auth_methods_supported", Json.of(List.of("client_secret_post", "private_key_jwt")));
        return Response.json(200, document);
    }
}
