package io.photosync.sandbox.entra;

import io.photosync.sandbox.http.Query;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Tenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs users in for pages of photo sync's app registration: the authorization endpoint, the page to pick an account,
 * and the sign-out.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">Authorization code
 *     flow</a>
 */
final class SignIn {
    private final RedirectUris redirectUris;
    private final AuthorizationCodes codes;
    private final BrowserSessions sessions = new BrowserSessions();

    SignIn(RedirectUris redirectUris, AuthorizationCodes codes) {
        this.redirectUris = redirectUris;
        this.codes = codes;
    }

    Response authorize(Request request, Map<String, String> path) {
        Map<String, String> given = firsts(request.query());
        try {
            checkClient(given);
        } catch (Refusal refusal) {
            return AccountPage.refused(refusal);
        }
        try {
            AuthorizationRequest wanted = AuthorizationRequest.of(given);
            Optional<BrowserSessions.Session> session =
                    sessions.of(request).filter(known -> wanted.takes(known.account()));
            if (session.isPresent()) {
                return signedIn(wanted, session.get());
            }
            return wanted.asksNobody()
                    ? back(
                            given,
                            error(
                                    "login_required",
                                    "AADSTS50058: A silent sign-in request was sent but no user is signed in."))
                    : AccountPage.choice(carried(given));
        } catch (Refusal refusal) {
            return back(given, error(refusal.error(), refusal.getMessage()));
        }
    }

    /** The page's form. */
    Response pick(Request request, Map<String, String> path) {
        Map<String, String> given = firsts(Query.parse(new String(request.body(), StandardCharsets.UTF_8)));
        try {
            checkClient(given);
            if (given.containsKey("cancel")) {
                Map<String, String> cancelled =
                        error("access_denied", "AADSTS65004: User declined to consent to access the app.");
                cancelled.put("error_subcode", "cancel");
                return back(given, cancelled);
            }
            AuthorizationRequest wanted = AuthorizationRequest.of(given);
            Account account = Account.find(given.getOrDefault("account", ""))
                    .orElseThrow(() -> Refusal.request(
                            "invalid_request", 50034, "The user account does not exist in the directory."));
            BrowserSessions.Session session = sessions.begin(account);
            return signedIn(wanted, session).with("Set-Cookie", session.cookie());
        } catch (Refusal refusal) {
            return AccountPage.refused(refusal);
        }
    }

    Response signOut(Request request, Map<String, String> path) {
        sessions.end(request);
        return request.param("post_logout_redirect_uri")
                .filter(redirectUris::contains)
                .map(address -> redirect(address, Map.of()))
                .orElseGet(AccountPage::signedOut)
                .with("Set-Cookie", BrowserSessions.NO_COOKIE);
    }

    private Response signedIn(AuthorizationRequest wanted, BrowserSessions.Session session) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", codes.issue(new AuthorizationCodes.Grant(wanted, session.account())));
        wanted.state().ifPresent(state -> answer.put("state", state));
        answer.put("session_state", session.state());
        return redirect(wanted.redirectUri(), answer);
    }

    /** Where these are wrong, nobody may be sent anywhere. */
    private void checkClient(Map<String, String> given) throws Refusal {
        String client = given.getOrDefault("client_id", "");
        if (!client.equalsIgnoreCase(Tenant.APP)) {
            throw Refusal.request(
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + client + "' was not found in the directory '" + Tenant.DOMAIN
                            + "'.");
        }
        String redirectUri = given.getOrDefault("redirect_uri", "");
        if (!redirectUris.contains(redirectUri)) {
            throw Refusal.request(
                    "invalid_request",
                    50011,
                    "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application '%s'."
                            .formatted(redirectUri, Tenant.APP));
        }
    }

    private static Map<String, String> error(String error, String description) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", description);
        return answer;
    }

    private static Response back(Map<String, String> given, Map<String, String> answer) {
        Optional.ofNullable(given.get("state")).ifPresent(state -> answer.put("state", state));
        return redirect(given.get("redirect_uri"), answer);
    }

    private static Response redirect(String address, Map<String, String> answer) {
        String query = answer.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String separator = query.isEmpty() ? "" : address.contains("?") ? "&" : "?";
        return Response.empty(302).with("Location", address + separator + query);
    }

    private static Map<String, String> carried(Map<String, String> given) {
        Map<String, String> known = new LinkedHashMap<>(given);
        known.keySet().retainAll(AuthorizationRequest.PARAMETERS);
        return known;
    }

    private static Map<String, String> firsts(Map<String, List<String>> parameters) {
        Map<String, String> firsts = new LinkedHashMap<>();
        parameters.forEach((name, values) -> firsts.put(name, values.getFirst()));
        return firsts;
    }
}
