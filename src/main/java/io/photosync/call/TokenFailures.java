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
        return switch (Kind.of(refusal.status(), refusal.retryAfter())) {
            case THROTTLED -> Kind.THROTTLED;
            case SERVER_ERROR -> Kind.SERVER_ERROR;
            // Whatever else Entra says: there is no token.
            case USER_THROTTLED, UNREACHABLE, UNAUTHORIZED, FORBIDDEN, REFUSED, UNREADABLE -> Kind.UNAUTHORIZED;
        };
    }
}
