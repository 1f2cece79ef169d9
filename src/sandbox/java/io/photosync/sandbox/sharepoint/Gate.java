package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.entra.Bearer;
import io.photosync.sandbox.entra.TokenCheck;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Tenant;
import java.net.URI;

/**
 * Authentication: each host accepts only tokens issued for it, and only those that an app got with a certificate.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread">App-only
 *     access</a>
 */
final class Gate {
    private static final String CHALLENGE =
            "Bearer realm=\"%s\",client_id=\"00000003-0000-0ff1-ce00-000000000000\"".formatted(Tenant.ID);

    private final String audience;
    private final TokenCheck tokens;

    Gate(URI audience, TokenCheck tokens) {
        this.audience = audience.toString();
        this.tokens = tokens;
    }

    /** Result of the authentication. */
    sealed interface Entry {
        record Welcome(Bearer.Claims claims) implements Entry {}

        record Refused(Response answer) implements Entry {}
    }

    Entry enter(Request request) {
        return switch (tokens.bearerOf(request)) {
            case Bearer.Anonymous() -> refused(described("Unsupported security token."));
            case Bearer.Unacceptable _ -> refused(described("Invalid issuer or signature."));
            case Bearer.Claims claims
            when !isOurs(claims.audience()) -> refused(described("Invalid issuer or signature."));
            case Bearer.Claims claims
            when !claims.certificate() -> refused(Response.text(401, "Unsupported app only token."));
            case Bearer.Claims claims -> new Entry.Welcome(claims);
        };
    }

    private boolean isOurs(String other) {
        return audience.equalsIgnoreCase(PhotoLibrary.withoutLastSlash(other));
    }

    private static Response described(String words) {
        return Response.json(401, "{\"error_description\":\"" + words + "\"}");
    }

    private static Entry refused(Response answer) {
        return new Entry.Refused(answer.with("WWW-Authenticate", CHALLENGE));
    }
}
