package io.photosync.sandbox.entra;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page's request that a user sign in; RFC 6749, 4.1.1, with PKCE (RFC 7636).
 *
 * @param challenge of PKCE, by S256
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">Microsoft's page</a>
 */
record AuthorizationRequest(
        String redirectUri,
        String scope,
        Optional<String> state,
        Optional<String> nonce,
        String challenge,
        Optional<String> prompt,
        Optional<String> loginHint) {

    /** What the page of accounts has to carry along. */
    static final List<String> PARAMETERS = List.of(
            "response_type",
            "response_mode",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "prompt",
            "login_hint");

    /** @throws Refusal what the page is told; the redirect URI must have been checked before */
    static AuthorizationRequest of(Map<String, String> given) throws Refusal {
        if (!required(given, "response_type").equals("code")) {
            throw Refusal.request(
                    "unsupported_response_type",
                    700054,
                    "response_type '" + given.get("response_type") + "' is not enabled for the application.");
        }
        if (!given.getOrDefault("response_mode", "query").equals("query")) {
            throw Refusal.request("invalid_request", 900144, "the sandbox answers with response_mode query only.");
        }
        String scope = required(given, "scope");
        if (!List.of(scope.split(" ")).contains("openid")) {
            throw Refusal.request(
                    "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.");
        }
        String challenge = required(given, "code_challenge");
        if (!required(given, "code_challenge_method").equals("S256") || challenge.length() != 43) {
            throw Refusal.request(
                    "invalid_request",
                    501491,
                    "The Code_Challenge parameter must be the base64url of a SHA-256 hash, by the method S256.");
        }
        return new AuthorizationRequest(
                given.get("redirect_uri"),
                scope,
                Optional.ofNullable(given.get("state")),
                Optional.ofNullable(given.get("nonce")),
                challenge,
                Optional.ofNullable(given.get("prompt")),
                Optional.ofNullable(given.get("login_hint")));
    }

    /** Whether this account may be taken without asking the user. */
    boolean takes(Account signedIn) {
        return prompt.filter(wanted -> !wanted.equals("none")).isEmpty()
                && loginHint.map(signedIn.name()::equalsIgnoreCase).orElse(true);
    }

    boolean asksNobody() {
        return prompt.filter("none"::equals).isPresent();
    }

    private static String required(Map<String, String> given, String name) throws Refusal {
        return Optional.ofNullable(given.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> Refusal.request(
                        "invalid_request",
                        900144,
                        "The request body must contain the following parameter: '" + name + "'."));
    }
}
