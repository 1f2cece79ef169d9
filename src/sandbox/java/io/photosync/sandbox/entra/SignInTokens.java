package io.photosync.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.tls.Keys;

/** The tokens that a page gets for a user who signed in. */
final class SignInTokens {
    /** Microsoft Graph's application id, the same in every tenant: the audience where a page asks for no other. */
    private static final String GRAPH = "00000003-0000-0000-c000-000000000000";

    private final Tokens tokens;

    SignInTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The answer of the token endpoint; RFC 6749, 5.1. */
    ObjectNode answer(AuthorizationCodes.Grant grant) {
        long seconds = tokens.lifetime().toSeconds();
        return Json.object()
                .put("token_type", "Bearer")
                .put("scope", grant.request().scope())
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("access_token", accessToken(grant.account()))
                .put("id_token", idToken(grant));
    }

    /** For Graph alone; the page cannot check it. */
    private String accessToken(Account account) {
        ObjectNode claims = tokens.ofUser(GRAPH, account.user(), 1, tokens.lifetime())
                .put("name", account.displayName())
                .put("appid", Tenant.APP)
                .put("scp", "openid profile");
        return tokens.sign(claims);
    }

    /** @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">Claims</a> */
    private String idToken(AuthorizationCodes.Grant grant) {
        Account account = grant.account();
        IdTokenSwitches switches = tokens.idTokens();
        ObjectNode claims = tokens.ofUser(Tenant.APP, account.user(), 2, switches.lifetime())
                .put("name", account.displayName());
        if (!account.roles().isEmpty()) {
            claims.set("roles", Json.of(account.roles()));
        }
        grant.request()
                .nonce()
                .map(asked -> switches.wrongNonce() ? "not-" + asked : asked)
                .ifPresent(nonce -> claims.put("nonce", nonce));
        return switches.foreignSignature()
                ? tokens.sign(claims, Keys.rsa("a foreign signature").getPrivate())
                : tokens.sign(claims);
    }
}
