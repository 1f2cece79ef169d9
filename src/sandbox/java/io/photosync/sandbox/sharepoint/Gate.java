package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who may come in at all. Each host takes only tokens made for it, and only those that an app got with a certificate.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread">App-only access</a>
 */
final class Gate {
    private final String audience;
    private final Bearer bearer;
    private final Meter meter;

    Gate(URI audience, Bearer bearer, Meter meter) {
        this.audience = audience.toString();
        this.bearer = bearer;
        this.meter = meter;
    }

    /** Either the claims of somebody welcome, or the answer for somebody who is not. */
    record Entry(Optional<Bearer.Claims> claims, Response refusal) {}

    Entry enter(Request request) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return refused("{\"error_description\":\"Unsupported security token.\"}");
        }
        Optional<Bearer.Claims> claims = bearer.read(authorization.substring(7).strip());
        if (claims.isEmpty() || !isOurs(claims.get().audience())) {
            return refused("{\"error_description\":\"Invalid issuer or signature.\"}");
        }
        return claims.get().certificate()
                ? new Entry(claims, null)
                : new Entry(Optional.empty(), text("Unsupported app only token."));
    }

    Meter.Verdict count(String appId, int units, int profileCalls) {
        return meter.count(appId, units, profileCalls);
    }

    boolean everyCsomMethodCounts() {
        return meter.limits().everyCsomMethodCounts();
    }

    private boolean isOurs(String other) {
        return audience.equalsIgnoreCase(PhotoLibrary.withoutLastSlash(other));
    }

    private static Entry refused(String json) {
        return new Entry(Optional.empty(), challenge(Response.json(401, json)));
    }

    private static Response text(String words) {
        return challenge(Response.of(401, "text/plain; charset=utf-8", words.getBytes(StandardCharsets.UTF_8)));
    }

    private static Response challenge(Response response) {
        return response.with(
                "WWW-Authenticate",
                "Bearer realm=\"5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed\",client_id=\"00000003-0000-0ff1-ce00-000000000000\"");
    }
}
