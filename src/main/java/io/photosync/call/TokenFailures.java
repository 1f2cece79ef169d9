package io.photosync.call;

import io.photosync.call.Failure.Kind;
import io.photosync.identity.TokenRefused;

/** Turns a refused token into a failure of Entra. */
public final class TokenFailures {
    private TokenFailures() {}

    public static Failure of(TokenRefused refusal) {
        return Failure.of(MicrosoftService.ENTRA, kind(refusal), refusal.status(), refusal.code(), refusal.getMessage())
                .askingFor(refusal.retryAfter());
    }

    private static Kind kind(TokenRefused refusal) {
        if (refusal.unreachable()) {
            return Kind.UNREACHABLE;
        }
        if (refusal.status() == 429
                || refusal.status() == 503 && refusal.retryAfter().isPresent()) {
            return Kind.THROTTLED;
        }
        return refusal.status() >= 500 ? Kind.SERVER_ERROR : Kind.UNAUTHORIZED;
    }
}
